# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'clone_dialog.ui'
##
## Created by: Qt User Interface Compiler
##
## WARNING! All changes made in this file will be lost when recompiling UI file!
################################################################################

from PySide6.QtCore import (QCoreApplication, QDate, QDateTime, QLocale,
    QMetaObject, QObject, QPoint, QRect,
    QSize, QTime, QUrl, Qt)
from PySide6.QtGui import (QBrush, QColor, QConicalGradient, QCursor,
    QFont, QFontDatabase, QGradient, QIcon,
    QImage, QKeySequence, QLinearGradient, QPainter,
    QPalette, QPixmap, QRadialGradient, QTransform)
from PySide6.QtWidgets import (QApplication, QDialog, QHBoxLayout, QLabel,
    QLineEdit, QProgressBar, QPushButton, QSizePolicy,
    QSpacerItem, QVBoxLayout, QWidget)
class Ui_CloneDialog(object):
    def setupUi(self, CloneDialog):
        if not CloneDialog.objectName():
            CloneDialog.setObjectName(u"CloneDialog")
        CloneDialog.resize(560, 240)
        self.column = QVBoxLayout(CloneDialog)
        self.column.setSpacing(8)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(24, 20, 24, 20)
        self.address_label = QLabel(CloneDialog)
        self.address_label.setObjectName(u"address_label")

        self.column.addWidget(self.address_label)

        self.address = QLineEdit(CloneDialog)
        self.address.setObjectName(u"address")

        self.column.addWidget(self.address)

        self.folder_label = QLabel(CloneDialog)
        self.folder_label.setObjectName(u"folder_label")

        self.column.addWidget(self.folder_label)

        self.folder_row = QHBoxLayout()
        self.folder_row.setObjectName(u"folder_row")
        self.folder = QLineEdit(CloneDialog)
        self.folder.setObjectName(u"folder")

        self.folder_row.addWidget(self.folder)

        self.browse = QPushButton(CloneDialog)
        self.browse.setObjectName(u"browse")

        self.folder_row.addWidget(self.browse)


        self.column.addLayout(self.folder_row)

        self.said = QLabel(CloneDialog)
        self.said.setObjectName(u"said")
        self.said.setWordWrap(True)
        self.said.setTextFormat(Qt.TextFormat.PlainText)

        self.column.addWidget(self.said)

        self.progress = QProgressBar(CloneDialog)
        self.progress.setObjectName(u"progress")
        self.progress.setTextVisible(False)
        self.progress.setMaximumSize(QSize(16777215, 4))

        self.column.addWidget(self.progress)

        self.gap = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.column.addItem(self.gap)

        self.buttons = QHBoxLayout()
        self.buttons.setObjectName(u"buttons")
        self.push = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.buttons.addItem(self.push)

        self.cancel = QPushButton(CloneDialog)
        self.cancel.setObjectName(u"cancel")

        self.buttons.addWidget(self.cancel)

        self.clone = QPushButton(CloneDialog)
        self.clone.setObjectName(u"clone")

        self.buttons.addWidget(self.clone)


        self.column.addLayout(self.buttons)

#if QT_CONFIG(shortcut)
        self.address_label.setBuddy(self.address)
        self.folder_label.setBuddy(self.folder)
#endif // QT_CONFIG(shortcut)
        QWidget.setTabOrder(self.address, self.folder)
        QWidget.setTabOrder(self.folder, self.browse)
        QWidget.setTabOrder(self.browse, self.cancel)
        QWidget.setTabOrder(self.cancel, self.clone)

        self.retranslateUi(CloneDialog)

        self.clone.setDefault(True)


        QMetaObject.connectSlotsByName(CloneDialog)
    # setupUi

    def retranslateUi(self, CloneDialog):
        CloneDialog.setWindowTitle(QCoreApplication.translate("CloneDialog", u"Clone from an address", None))
        self.address_label.setText(QCoreApplication.translate("CloneDialog", u"&Address of the repository", None))
        self.address.setPlaceholderText(QCoreApplication.translate("CloneDialog", u"https://\u2026, ssh://\u2026, git://\u2026 or a folder", None))
        self.folder_label.setText(QCoreApplication.translate("CloneDialog", u"&Folder to put it in", None))
        self.browse.setText(QCoreApplication.translate("CloneDialog", u"&Choose \u2026", None))
        self.cancel.setText(QCoreApplication.translate("CloneDialog", u"Cancel", None))
        self.clone.setText(QCoreApplication.translate("CloneDialog", u"Clone and open", None))
    # retranslateUi

