# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'login_dialog.ui'
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
from PySide6.QtWidgets import (QApplication, QCheckBox, QDialog, QHBoxLayout,
    QLabel, QLineEdit, QPushButton, QSizePolicy,
    QSpacerItem, QVBoxLayout, QWidget)
class Ui_LoginDialog(object):
    def setupUi(self, LoginDialog):
        if not LoginDialog.objectName():
            LoginDialog.setObjectName(u"LoginDialog")
        LoginDialog.resize(520, 320)
        self.column = QVBoxLayout(LoginDialog)
        self.column.setSpacing(8)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(24, 20, 24, 20)
        self.title = QLabel(LoginDialog)
        self.title.setObjectName(u"title")
        self.title.setWordWrap(True)
        self.title.setTextFormat(Qt.TextFormat.PlainText)

        self.column.addWidget(self.title)

        self.about = QLabel(LoginDialog)
        self.about.setObjectName(u"about")
        self.about.setWordWrap(True)
        self.about.setTextFormat(Qt.TextFormat.PlainText)

        self.column.addWidget(self.about)

        self.said = QLabel(LoginDialog)
        self.said.setObjectName(u"said")
        self.said.setWordWrap(True)
        self.said.setTextFormat(Qt.TextFormat.PlainText)

        self.column.addWidget(self.said)

        self.user_label = QLabel(LoginDialog)
        self.user_label.setObjectName(u"user_label")

        self.column.addWidget(self.user_label)

        self.user = QLineEdit(LoginDialog)
        self.user.setObjectName(u"user")

        self.column.addWidget(self.user)

        self.password_head = QHBoxLayout()
        self.password_head.setObjectName(u"password_head")
        self.password_label = QLabel(LoginDialog)
        self.password_label.setObjectName(u"password_label")

        self.password_head.addWidget(self.password_label)

        self.head_push = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.password_head.addItem(self.head_push)

        self.make = QPushButton(LoginDialog)
        self.make.setObjectName(u"make")

        self.password_head.addWidget(self.make)


        self.column.addLayout(self.password_head)

        self.password = QLineEdit(LoginDialog)
        self.password.setObjectName(u"password")
        self.password.setEchoMode(QLineEdit.EchoMode.Password)

        self.column.addWidget(self.password)

        self.keep = QCheckBox(LoginDialog)
        self.keep.setObjectName(u"keep")
        self.keep.setChecked(True)

        self.column.addWidget(self.keep)

        self.kept = QLabel(LoginDialog)
        self.kept.setObjectName(u"kept")
        self.kept.setWordWrap(True)
        self.kept.setTextFormat(Qt.TextFormat.PlainText)

        self.column.addWidget(self.kept)

        self.gap = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.column.addItem(self.gap)

        self.buttons = QHBoxLayout()
        self.buttons.setObjectName(u"buttons")
        self.push = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.buttons.addItem(self.push)

        self.cancel = QPushButton(LoginDialog)
        self.cancel.setObjectName(u"cancel")

        self.buttons.addWidget(self.cancel)

        self.sign_in = QPushButton(LoginDialog)
        self.sign_in.setObjectName(u"sign_in")

        self.buttons.addWidget(self.sign_in)


        self.column.addLayout(self.buttons)

#if QT_CONFIG(shortcut)
        self.user_label.setBuddy(self.user)
        self.password_label.setBuddy(self.password)
#endif // QT_CONFIG(shortcut)
        QWidget.setTabOrder(self.user, self.password)
        QWidget.setTabOrder(self.password, self.make)
        QWidget.setTabOrder(self.make, self.keep)
        QWidget.setTabOrder(self.keep, self.cancel)
        QWidget.setTabOrder(self.cancel, self.sign_in)

        self.retranslateUi(LoginDialog)

        self.sign_in.setDefault(True)


        QMetaObject.connectSlotsByName(LoginDialog)
    # setupUi

    def retranslateUi(self, LoginDialog):
        LoginDialog.setWindowTitle(QCoreApplication.translate("LoginDialog", u"Sign in", None))
        self.user_label.setText(QCoreApplication.translate("LoginDialog", u"&Name there", None))
        self.password_label.setText(QCoreApplication.translate("LoginDialog", u"HTTP &password or token", None))
        self.make.setText(QCoreApplication.translate("LoginDialog", u"Make one in the browser", None))
        self.keep.setText(QCoreApplication.translate("LoginDialog", u"&Keep it in git's credential helper", None))
        self.cancel.setText(QCoreApplication.translate("LoginDialog", u"Cancel", None))
        self.sign_in.setText(QCoreApplication.translate("LoginDialog", u"Sign in", None))
    # retranslateUi

