# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'asking_dialog.ui'
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
from PySide6.QtWidgets import (QApplication, QComboBox, QDialog, QFormLayout,
    QHBoxLayout, QHeaderView, QLabel, QLineEdit,
    QPlainTextEdit, QPushButton, QSizePolicy, QSpacerItem,
    QSplitter, QTreeWidget, QTreeWidgetItem, QVBoxLayout,
    QWidget)
class Ui_AskingDialog(object):
    def setupUi(self, AskingDialog):
        if not AskingDialog.objectName():
            AskingDialog.setObjectName(u"AskingDialog")
        AskingDialog.resize(940, 640)
        self.column = QVBoxLayout(AskingDialog)
        self.column.setSpacing(8)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(24, 20, 24, 20)
        self.title = QLabel(AskingDialog)
        self.title.setObjectName(u"title")
        sizePolicy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        sizePolicy.setHorizontalStretch(0)
        sizePolicy.setVerticalStretch(0)
        sizePolicy.setHeightForWidth(self.title.sizePolicy().hasHeightForWidth())
        self.title.setSizePolicy(sizePolicy)
        self.title.setWordWrap(True)
        self.title.setTextFormat(Qt.TextFormat.PlainText)

        self.column.addWidget(self.title)

        self.subtitle = QLabel(AskingDialog)
        self.subtitle.setObjectName(u"subtitle")
        sizePolicy.setHeightForWidth(self.subtitle.sizePolicy().hasHeightForWidth())
        self.subtitle.setSizePolicy(sizePolicy)
        self.subtitle.setWordWrap(True)
        self.subtitle.setTextFormat(Qt.TextFormat.PlainText)

        self.column.addWidget(self.subtitle)

        self.middle = QSplitter(AskingDialog)
        self.middle.setObjectName(u"middle")
        sizePolicy1 = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        sizePolicy1.setHorizontalStretch(0)
        sizePolicy1.setVerticalStretch(1)
        sizePolicy1.setHeightForWidth(self.middle.sizePolicy().hasHeightForWidth())
        self.middle.setSizePolicy(sizePolicy1)
        self.middle.setOrientation(Qt.Orientation.Horizontal)
        self.middle.setChildrenCollapsible(False)
        self.left = QWidget(self.middle)
        self.left.setObjectName(u"left")
        self.left_column = QVBoxLayout(self.left)
        self.left_column.setObjectName(u"left_column")
        self.left_column.setContentsMargins(0, 0, 8, 0)
        self.which = QComboBox(self.left)
        self.which.setObjectName(u"which")

        self.left_column.addWidget(self.which)

        self.projects = QTreeWidget(self.left)
        self.projects.setObjectName(u"projects")
        self.projects.setRootIsDecorated(False)
        self.projects.setUniformRowHeights(True)
        self.projects.setAllColumnsShowFocus(True)

        self.left_column.addWidget(self.projects)

        self.middle.addWidget(self.left)
        self.right = QWidget(self.middle)
        self.right.setObjectName(u"right")
        self.right_column = QVBoxLayout(self.right)
        self.right_column.setObjectName(u"right_column")
        self.right_column.setContentsMargins(8, 0, 0, 0)
        self.heads = QFormLayout()
        self.heads.setObjectName(u"heads")
        self.to_label = QLabel(self.right)
        self.to_label.setObjectName(u"to_label")

        self.heads.setWidget(0, QFormLayout.ItemRole.LabelRole, self.to_label)

        self.to = QLineEdit(self.right)
        self.to.setObjectName(u"to")
        self.to.setReadOnly(True)

        self.heads.setWidget(0, QFormLayout.ItemRole.FieldRole, self.to)

        self.subject_label = QLabel(self.right)
        self.subject_label.setObjectName(u"subject_label")

        self.heads.setWidget(1, QFormLayout.ItemRole.LabelRole, self.subject_label)

        self.subject = QLineEdit(self.right)
        self.subject.setObjectName(u"subject")
        self.subject.setReadOnly(True)

        self.heads.setWidget(1, QFormLayout.ItemRole.FieldRole, self.subject)


        self.right_column.addLayout(self.heads)

        self.text = QPlainTextEdit(self.right)
        self.text.setObjectName(u"text")
        self.text.setTabChangesFocus(True)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)

        self.right_column.addWidget(self.text)

        self.middle.addWidget(self.right)

        self.column.addWidget(self.middle)

        self.said = QLabel(AskingDialog)
        self.said.setObjectName(u"said")
        sizePolicy.setHeightForWidth(self.said.sizePolicy().hasHeightForWidth())
        self.said.setSizePolicy(sizePolicy)
        self.said.setWordWrap(True)
        self.said.setTextFormat(Qt.TextFormat.PlainText)

        self.column.addWidget(self.said)

        self.buttons = QHBoxLayout()
        self.buttons.setObjectName(u"buttons")
        self.close_button = QPushButton(AskingDialog)
        self.close_button.setObjectName(u"close_button")

        self.buttons.addWidget(self.close_button)

        self.push = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.buttons.addItem(self.push)

        self.save = QPushButton(AskingDialog)
        self.save.setObjectName(u"save")

        self.buttons.addWidget(self.save)

        self.copy = QPushButton(AskingDialog)
        self.copy.setObjectName(u"copy")

        self.buttons.addWidget(self.copy)

        self.open_mail = QPushButton(AskingDialog)
        self.open_mail.setObjectName(u"open_mail")

        self.buttons.addWidget(self.open_mail)


        self.column.addLayout(self.buttons)

#if QT_CONFIG(shortcut)
        self.to_label.setBuddy(self.to)
        self.subject_label.setBuddy(self.subject)
#endif // QT_CONFIG(shortcut)
        QWidget.setTabOrder(self.which, self.projects)
        QWidget.setTabOrder(self.projects, self.to)
        QWidget.setTabOrder(self.to, self.subject)
        QWidget.setTabOrder(self.subject, self.text)
        QWidget.setTabOrder(self.text, self.close_button)
        QWidget.setTabOrder(self.close_button, self.save)
        QWidget.setTabOrder(self.save, self.copy)
        QWidget.setTabOrder(self.copy, self.open_mail)

        self.retranslateUi(AskingDialog)

        QMetaObject.connectSlotsByName(AskingDialog)
    # setupUi

    def retranslateUi(self, AskingDialog):
        AskingDialog.setWindowTitle(QCoreApplication.translate("AskingDialog", u"Ask the projects", None))
#if QT_CONFIG(accessibility)
        self.which.setAccessibleName(QCoreApplication.translate("AskingDialog", u"Which projects are listed", None))
#endif // QT_CONFIG(accessibility)
#if QT_CONFIG(accessibility)
        self.projects.setAccessibleName(QCoreApplication.translate("AskingDialog", u"Projects", None))
#endif // QT_CONFIG(accessibility)
        self.to_label.setText(QCoreApplication.translate("AskingDialog", u"&To", None))
        self.subject_label.setText(QCoreApplication.translate("AskingDialog", u"S&ubject", None))
#if QT_CONFIG(accessibility)
        self.text.setAccessibleName(QCoreApplication.translate("AskingDialog", u"Text of the mail", None))
#endif // QT_CONFIG(accessibility)
        self.close_button.setText(QCoreApplication.translate("AskingDialog", u"Close", None))
        self.save.setText(QCoreApplication.translate("AskingDialog", u"&Save all listed \u2026", None))
        self.copy.setText(QCoreApplication.translate("AskingDialog", u"&Copy this one", None))
        self.open_mail.setText(QCoreApplication.translate("AskingDialog", u"Open in the &mail program", None))
    # retranslateUi

