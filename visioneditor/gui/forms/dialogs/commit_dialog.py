# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'commit_dialog.ui'
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
from PySide6.QtWidgets import (QApplication, QCheckBox, QDialog, QFormLayout,
    QHBoxLayout, QLabel, QLineEdit, QListWidget,
    QListWidgetItem, QPlainTextEdit, QPushButton, QSizePolicy,
    QSpacerItem, QVBoxLayout, QWidget)
class Ui_CommitDialog(object):
    def setupUi(self, CommitDialog):
        if not CommitDialog.objectName():
            CommitDialog.setObjectName(u"CommitDialog")
        CommitDialog.resize(620, 540)
        self.column = QVBoxLayout(CommitDialog)
        self.column.setSpacing(8)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(24, 20, 24, 20)
        self.what = QLabel(CommitDialog)
        self.what.setObjectName(u"what")
        self.what.setWordWrap(True)
        self.what.setTextFormat(Qt.TextFormat.PlainText)

        self.column.addWidget(self.what)

        self.others_label = QLabel(CommitDialog)
        self.others_label.setObjectName(u"others_label")

        self.column.addWidget(self.others_label)

        self.others = QListWidget(CommitDialog)
        self.others.setObjectName(u"others")
        self.others.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.others.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.others.setTabKeyNavigation(False)

        self.column.addWidget(self.others)

        self.patch_set = QCheckBox(CommitDialog)
        self.patch_set.setObjectName(u"patch_set")

        self.column.addWidget(self.patch_set)

        self.subject_label = QLabel(CommitDialog)
        self.subject_label.setObjectName(u"subject_label")

        self.column.addWidget(self.subject_label)

        self.subject = QLineEdit(CommitDialog)
        self.subject.setObjectName(u"subject")

        self.column.addWidget(self.subject)

        self.body_label = QLabel(CommitDialog)
        self.body_label.setObjectName(u"body_label")

        self.column.addWidget(self.body_label)

        self.body = QPlainTextEdit(CommitDialog)
        self.body.setObjectName(u"body")
        self.body.setTabChangesFocus(True)

        self.column.addWidget(self.body)

        self.fields = QFormLayout()
        self.fields.setObjectName(u"fields")
        self.branch_label = QLabel(CommitDialog)
        self.branch_label.setObjectName(u"branch_label")

        self.fields.setWidget(0, QFormLayout.ItemRole.LabelRole, self.branch_label)

        self.branch = QLineEdit(CommitDialog)
        self.branch.setObjectName(u"branch")

        self.fields.setWidget(0, QFormLayout.ItemRole.FieldRole, self.branch)

        self.name_label = QLabel(CommitDialog)
        self.name_label.setObjectName(u"name_label")

        self.fields.setWidget(1, QFormLayout.ItemRole.LabelRole, self.name_label)

        self.name = QLineEdit(CommitDialog)
        self.name.setObjectName(u"name")

        self.fields.setWidget(1, QFormLayout.ItemRole.FieldRole, self.name)

        self.mail_label = QLabel(CommitDialog)
        self.mail_label.setObjectName(u"mail_label")

        self.fields.setWidget(2, QFormLayout.ItemRole.LabelRole, self.mail_label)

        self.mail = QLineEdit(CommitDialog)
        self.mail.setObjectName(u"mail")

        self.fields.setWidget(2, QFormLayout.ItemRole.FieldRole, self.mail)

        self.co_authors_label = QLabel(CommitDialog)
        self.co_authors_label.setObjectName(u"co_authors_label")

        self.fields.setWidget(3, QFormLayout.ItemRole.LabelRole, self.co_authors_label)

        self.co_authors = QLineEdit(CommitDialog)
        self.co_authors.setObjectName(u"co_authors")

        self.fields.setWidget(3, QFormLayout.ItemRole.FieldRole, self.co_authors)

        self.depends_on_label = QLabel(CommitDialog)
        self.depends_on_label.setObjectName(u"depends_on_label")

        self.fields.setWidget(4, QFormLayout.ItemRole.LabelRole, self.depends_on_label)

        self.depends_on = QLineEdit(CommitDialog)
        self.depends_on.setObjectName(u"depends_on")

        self.fields.setWidget(4, QFormLayout.ItemRole.FieldRole, self.depends_on)


        self.column.addLayout(self.fields)

        self.change_id = QCheckBox(CommitDialog)
        self.change_id.setObjectName(u"change_id")
        self.change_id.setChecked(True)

        self.column.addWidget(self.change_id)

        self.wrap = QCheckBox(CommitDialog)
        self.wrap.setObjectName(u"wrap")
        self.wrap.setChecked(True)

        self.column.addWidget(self.wrap)

        self.sign_off = QCheckBox(CommitDialog)
        self.sign_off.setObjectName(u"sign_off")
        self.sign_off.setChecked(True)

        self.column.addWidget(self.sign_off)

        self.allow_default = QCheckBox(CommitDialog)
        self.allow_default.setObjectName(u"allow_default")

        self.column.addWidget(self.allow_default)

        self.hooks_line = QHBoxLayout()
        self.hooks_line.setSpacing(12)
        self.hooks_line.setObjectName(u"hooks_line")
        self.hooks = QLabel(CommitDialog)
        self.hooks.setObjectName(u"hooks")
        sizePolicy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        sizePolicy.setHorizontalStretch(1)
        sizePolicy.setVerticalStretch(0)
        sizePolicy.setHeightForWidth(self.hooks.sizePolicy().hasHeightForWidth())
        self.hooks.setSizePolicy(sizePolicy)
        self.hooks.setWordWrap(True)
        self.hooks.setTextFormat(Qt.TextFormat.PlainText)

        self.hooks_line.addWidget(self.hooks)

        self.allow_hooks = QPushButton(CommitDialog)
        self.allow_hooks.setObjectName(u"allow_hooks")
        self.allow_hooks.setFlat(True)
        self.allow_hooks.setAutoDefault(False)

        self.hooks_line.addWidget(self.allow_hooks)


        self.column.addLayout(self.hooks_line)

        self.said = QLabel(CommitDialog)
        self.said.setObjectName(u"said")
        self.said.setWordWrap(True)
        self.said.setTextFormat(Qt.TextFormat.PlainText)

        self.column.addWidget(self.said)

        self.buttons = QHBoxLayout()
        self.buttons.setObjectName(u"buttons")
        self.push = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.buttons.addItem(self.push)

        self.cancel = QPushButton(CommitDialog)
        self.cancel.setObjectName(u"cancel")

        self.buttons.addWidget(self.cancel)

        self.commit = QPushButton(CommitDialog)
        self.commit.setObjectName(u"commit")

        self.buttons.addWidget(self.commit)


        self.column.addLayout(self.buttons)

#if QT_CONFIG(shortcut)
        self.others_label.setBuddy(self.others)
        self.subject_label.setBuddy(self.subject)
        self.body_label.setBuddy(self.body)
        self.branch_label.setBuddy(self.branch)
        self.name_label.setBuddy(self.name)
        self.mail_label.setBuddy(self.mail)
        self.co_authors_label.setBuddy(self.co_authors)
        self.depends_on_label.setBuddy(self.depends_on)
#endif // QT_CONFIG(shortcut)
        QWidget.setTabOrder(self.others, self.patch_set)
        QWidget.setTabOrder(self.patch_set, self.subject)
        QWidget.setTabOrder(self.subject, self.body)
        QWidget.setTabOrder(self.body, self.branch)
        QWidget.setTabOrder(self.branch, self.name)
        QWidget.setTabOrder(self.name, self.mail)
        QWidget.setTabOrder(self.mail, self.co_authors)
        QWidget.setTabOrder(self.co_authors, self.depends_on)
        QWidget.setTabOrder(self.depends_on, self.change_id)
        QWidget.setTabOrder(self.change_id, self.wrap)
        QWidget.setTabOrder(self.wrap, self.sign_off)
        QWidget.setTabOrder(self.sign_off, self.allow_default)
        QWidget.setTabOrder(self.allow_default, self.allow_hooks)
        QWidget.setTabOrder(self.allow_hooks, self.cancel)
        QWidget.setTabOrder(self.cancel, self.commit)

        self.retranslateUi(CommitDialog)

        self.commit.setDefault(True)


        QMetaObject.connectSlotsByName(CommitDialog)
    # setupUi

    def retranslateUi(self, CommitDialog):
        CommitDialog.setWindowTitle(QCoreApplication.translate("CommitDialog", u"Commit the draft", None))
        self.others_label.setText(QCoreApplication.translate("CommitDialog", u"&Together with:", None))
        self.subject_label.setText(QCoreApplication.translate("CommitDialog", u"&Subject, in one line", None))
        self.body_label.setText(QCoreApplication.translate("CommitDialog", u"&Why", None))
        self.branch_label.setText(QCoreApplication.translate("CommitDialog", u"&Branch", None))
        self.name_label.setText(QCoreApplication.translate("CommitDialog", u"&Name", None))
        self.mail_label.setText(QCoreApplication.translate("CommitDialog", u"&Mail", None))
        self.co_authors_label.setText(QCoreApplication.translate("CommitDialog", u"Written wi&th", None))
        self.depends_on_label.setText(QCoreApplication.translate("CommitDialog", u"&Depends on", None))
        self.change_id.setText(QCoreApplication.translate("CommitDialog", u"Add a Change-&Id, which Gerrit needs", None))
        self.wrap.setText(QCoreApplication.translate("CommitDialog", u"Wrap the message at &72 columns", None))
        self.sign_off.setText(QCoreApplication.translate("CommitDialog", u"Add Signed-&off-by", None))
        self.allow_default.setText(QCoreApplication.translate("CommitDialog", u"This is the default branch; commit to it all the same", None))
        self.cancel.setText(QCoreApplication.translate("CommitDialog", u"Cancel", None))
        self.commit.setText(QCoreApplication.translate("CommitDialog", u"Commit", None))
    # retranslateUi

