# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'export_dialog.ui'
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
from PySide6.QtWidgets import (QApplication, QComboBox, QDialog, QHBoxLayout,
    QLabel, QListWidget, QListWidgetItem, QPlainTextEdit,
    QPushButton, QSizePolicy, QSpacerItem, QTextBrowser,
    QVBoxLayout, QWidget)
class Ui_ExportDialog(object):
    def setupUi(self, ExportDialog):
        if not ExportDialog.objectName():
            ExportDialog.setObjectName(u"ExportDialog")
        ExportDialog.resize(940, 640)
        self.column = QVBoxLayout(ExportDialog)
        self.column.setSpacing(8)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(24, 20, 24, 20)
        self.title = QLabel(ExportDialog)
        self.title.setObjectName(u"title")
        self.title.setTextFormat(Qt.TextFormat.PlainText)

        self.column.addWidget(self.title)

        self.change = QComboBox(ExportDialog)
        self.change.setObjectName(u"change")

        self.column.addWidget(self.change)

        self.subtitle = QLabel(ExportDialog)
        self.subtitle.setObjectName(u"subtitle")
        self.subtitle.setWordWrap(True)
        self.subtitle.setTextFormat(Qt.TextFormat.PlainText)

        self.column.addWidget(self.subtitle)

        self.middle = QHBoxLayout()
        self.middle.setSpacing(16)
        self.middle.setObjectName(u"middle")
        self.kinds = QListWidget(ExportDialog)
        self.kinds.setObjectName(u"kinds")
        sizePolicy = QSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        sizePolicy.setHorizontalStretch(0)
        sizePolicy.setVerticalStretch(0)
        sizePolicy.setHeightForWidth(self.kinds.sizePolicy().hasHeightForWidth())
        self.kinds.setSizePolicy(sizePolicy)

        self.middle.addWidget(self.kinds)

        self.shown_column = QVBoxLayout()
        self.shown_column.setObjectName(u"shown_column")
        self.about = QLabel(ExportDialog)
        self.about.setObjectName(u"about")
        sizePolicy1 = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        sizePolicy1.setHorizontalStretch(0)
        sizePolicy1.setVerticalStretch(0)
        sizePolicy1.setHeightForWidth(self.about.sizePolicy().hasHeightForWidth())
        self.about.setSizePolicy(sizePolicy1)
        self.about.setWordWrap(True)
        self.about.setTextFormat(Qt.TextFormat.PlainText)

        self.shown_column.addWidget(self.about)

        self.preview = QPlainTextEdit(ExportDialog)
        self.preview.setObjectName(u"preview")
        self.preview.setReadOnly(True)

        self.shown_column.addWidget(self.preview)

        self.page = QTextBrowser(ExportDialog)
        self.page.setObjectName(u"page")
        self.page.setOpenLinks(False)

        self.shown_column.addWidget(self.page)


        self.middle.addLayout(self.shown_column)


        self.column.addLayout(self.middle)

        self.said = QLabel(ExportDialog)
        self.said.setObjectName(u"said")
        self.said.setWordWrap(True)
        self.said.setTextFormat(Qt.TextFormat.PlainText)

        self.column.addWidget(self.said)

        self.buttons = QHBoxLayout()
        self.buttons.setObjectName(u"buttons")
        self.close_button = QPushButton(ExportDialog)
        self.close_button.setObjectName(u"close_button")

        self.buttons.addWidget(self.close_button)

        self.push = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.buttons.addItem(self.push)

        self.copy = QPushButton(ExportDialog)
        self.copy.setObjectName(u"copy")

        self.buttons.addWidget(self.copy)

        self.save = QPushButton(ExportDialog)
        self.save.setObjectName(u"save")

        self.buttons.addWidget(self.save)

        self.commit = QPushButton(ExportDialog)
        self.commit.setObjectName(u"commit")

        self.buttons.addWidget(self.commit)


        self.column.addLayout(self.buttons)

        QWidget.setTabOrder(self.change, self.kinds)
        QWidget.setTabOrder(self.kinds, self.preview)
        QWidget.setTabOrder(self.preview, self.page)
        QWidget.setTabOrder(self.page, self.close_button)
        QWidget.setTabOrder(self.close_button, self.copy)
        QWidget.setTabOrder(self.copy, self.save)
        QWidget.setTabOrder(self.save, self.commit)

        self.retranslateUi(ExportDialog)

        QMetaObject.connectSlotsByName(ExportDialog)
    # setupUi

    def retranslateUi(self, ExportDialog):
        ExportDialog.setWindowTitle(QCoreApplication.translate("ExportDialog", u"Hand the review out", None))
#if QT_CONFIG(accessibility)
        self.change.setAccessibleName(QCoreApplication.translate("ExportDialog", u"Change", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(accessibility)
        self.kinds.setAccessibleName(QCoreApplication.translate("ExportDialog", u"In which form", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(accessibility)
        self.preview.setAccessibleName(QCoreApplication.translate("ExportDialog", u"Exactly what is handed out", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(accessibility)
        self.page.setAccessibleName(QCoreApplication.translate("ExportDialog", u"The page that is handed out", None))
#endif // QT_CONFIG(accessibility)
        self.close_button.setText(QCoreApplication.translate("ExportDialog", u"Close", None))
        self.copy.setText(QCoreApplication.translate("ExportDialog", u"&Copy", None))
        self.save.setText(QCoreApplication.translate("ExportDialog", u"&Save to a file \u2026", None))
        self.commit.setText(QCoreApplication.translate("ExportDialog", u"Commit into the &repository", None))
    # retranslateUi

