# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'upload_dialog.ui'
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
from PySide6.QtWidgets import (QApplication, QCheckBox, QComboBox, QDialog,
    QFormLayout, QHBoxLayout, QLabel, QLineEdit,
    QListWidget, QListWidgetItem, QPlainTextEdit, QProgressBar,
    QPushButton, QSizePolicy, QSpacerItem, QVBoxLayout,
    QWidget)
class Ui_UploadDialog(object):
    def setupUi(self, UploadDialog):
        if not UploadDialog.objectName():
            UploadDialog.setObjectName(u"UploadDialog")
        UploadDialog.resize(640, 620)
        self.column = QVBoxLayout(UploadDialog)
        self.column.setSpacing(8)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(24, 20, 24, 20)
        self.fields = QFormLayout()
        self.fields.setObjectName(u"fields")
        self.branch_label = QLabel(UploadDialog)
        self.branch_label.setObjectName(u"branch_label")

        self.fields.setWidget(0, QFormLayout.ItemRole.LabelRole, self.branch_label)

        self.branch = QComboBox(UploadDialog)
        self.branch.setObjectName(u"branch")
        self.branch.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.branch.setMinimumContentsLength(20)

        self.fields.setWidget(0, QFormLayout.ItemRole.FieldRole, self.branch)

        self.onto_label = QLabel(UploadDialog)
        self.onto_label.setObjectName(u"onto_label")

        self.fields.setWidget(1, QFormLayout.ItemRole.LabelRole, self.onto_label)

        self.onto = QLineEdit(UploadDialog)
        self.onto.setObjectName(u"onto")

        self.fields.setWidget(1, QFormLayout.ItemRole.FieldRole, self.onto)

        self.address_label = QLabel(UploadDialog)
        self.address_label.setObjectName(u"address_label")

        self.fields.setWidget(2, QFormLayout.ItemRole.LabelRole, self.address_label)

        self.address = QComboBox(UploadDialog)
        self.address.setObjectName(u"address")
        self.address.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.address.setMinimumContentsLength(20)
        self.address.setEditable(True)

        self.fields.setWidget(2, QFormLayout.ItemRole.FieldRole, self.address)

        self.topic_label = QLabel(UploadDialog)
        self.topic_label.setObjectName(u"topic_label")

        self.fields.setWidget(3, QFormLayout.ItemRole.LabelRole, self.topic_label)

        self.topic = QLineEdit(UploadDialog)
        self.topic.setObjectName(u"topic")

        self.fields.setWidget(3, QFormLayout.ItemRole.FieldRole, self.topic)

        self.hashtags_label = QLabel(UploadDialog)
        self.hashtags_label.setObjectName(u"hashtags_label")

        self.fields.setWidget(4, QFormLayout.ItemRole.LabelRole, self.hashtags_label)

        self.hashtags = QLineEdit(UploadDialog)
        self.hashtags.setObjectName(u"hashtags")

        self.fields.setWidget(4, QFormLayout.ItemRole.FieldRole, self.hashtags)

        self.reviewers_label = QLabel(UploadDialog)
        self.reviewers_label.setObjectName(u"reviewers_label")

        self.fields.setWidget(5, QFormLayout.ItemRole.LabelRole, self.reviewers_label)

        self.reviewers = QLineEdit(UploadDialog)
        self.reviewers.setObjectName(u"reviewers")

        self.fields.setWidget(5, QFormLayout.ItemRole.FieldRole, self.reviewers)

        self.copied_label = QLabel(UploadDialog)
        self.copied_label.setObjectName(u"copied_label")

        self.fields.setWidget(6, QFormLayout.ItemRole.LabelRole, self.copied_label)

        self.copied = QLineEdit(UploadDialog)
        self.copied.setObjectName(u"copied")

        self.fields.setWidget(6, QFormLayout.ItemRole.FieldRole, self.copied)

        self.readiness_label = QLabel(UploadDialog)
        self.readiness_label.setObjectName(u"readiness_label")

        self.fields.setWidget(7, QFormLayout.ItemRole.LabelRole, self.readiness_label)

        self.readiness = QComboBox(UploadDialog)
        self.readiness.setObjectName(u"readiness")
        self.readiness.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.readiness.setMinimumContentsLength(20)

        self.fields.setWidget(7, QFormLayout.ItemRole.FieldRole, self.readiness)

        self.message_label = QLabel(UploadDialog)
        self.message_label.setObjectName(u"message_label")

        self.fields.setWidget(8, QFormLayout.ItemRole.LabelRole, self.message_label)

        self.message = QLineEdit(UploadDialog)
        self.message.setObjectName(u"message")

        self.fields.setWidget(8, QFormLayout.ItemRole.FieldRole, self.message)


        self.column.addLayout(self.fields)

        self.commits_label = QLabel(UploadDialog)
        self.commits_label.setObjectName(u"commits_label")

        self.column.addWidget(self.commits_label)

        self.commits = QListWidget(UploadDialog)
        self.commits.setObjectName(u"commits")
        self.commits.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.commits.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.commits.setTabKeyNavigation(False)

        self.column.addWidget(self.commits)

        self.several = QCheckBox(UploadDialog)
        self.several.setObjectName(u"several")

        self.column.addWidget(self.several)

        self.command_head = QHBoxLayout()
        self.command_head.setObjectName(u"command_head")
        self.command_label = QLabel(UploadDialog)
        self.command_label.setObjectName(u"command_label")

        self.command_head.addWidget(self.command_label)

        self.head_push = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.command_head.addItem(self.head_push)

        self.copy = QPushButton(UploadDialog)
        self.copy.setObjectName(u"copy")
        self.copy.setAutoDefault(False)

        self.command_head.addWidget(self.copy)


        self.column.addLayout(self.command_head)

        self.command = QPlainTextEdit(UploadDialog)
        self.command.setObjectName(u"command")
        self.command.setReadOnly(True)
        self.command.setTabChangesFocus(True)

        self.column.addWidget(self.command)

        self.said_line = QHBoxLayout()
        self.said_line.setSpacing(12)
        self.said_line.setObjectName(u"said_line")
        self.said = QLabel(UploadDialog)
        self.said.setObjectName(u"said")
        sizePolicy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        sizePolicy.setHorizontalStretch(1)
        sizePolicy.setVerticalStretch(0)
        sizePolicy.setHeightForWidth(self.said.sizePolicy().hasHeightForWidth())
        self.said.setSizePolicy(sizePolicy)
        self.said.setWordWrap(True)
        self.said.setTextFormat(Qt.TextFormat.PlainText)

        self.said_line.addWidget(self.said)

        self.way_out = QPushButton(UploadDialog)
        self.way_out.setObjectName(u"way_out")
        self.way_out.setAutoDefault(False)

        self.said_line.addWidget(self.way_out)


        self.column.addLayout(self.said_line)

        self.gap = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.column.addItem(self.gap)

        self.progress = QProgressBar(UploadDialog)
        self.progress.setObjectName(u"progress")
        self.progress.setTextVisible(False)

        self.column.addWidget(self.progress)

        self.buttons = QHBoxLayout()
        self.buttons.setObjectName(u"buttons")
        self.push = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.buttons.addItem(self.push)

        self.cancel = QPushButton(UploadDialog)
        self.cancel.setObjectName(u"cancel")

        self.buttons.addWidget(self.cancel)

        self.upload = QPushButton(UploadDialog)
        self.upload.setObjectName(u"upload")

        self.buttons.addWidget(self.upload)


        self.column.addLayout(self.buttons)

#if QT_CONFIG(shortcut)
        self.branch_label.setBuddy(self.branch)
        self.onto_label.setBuddy(self.onto)
        self.address_label.setBuddy(self.address)
        self.topic_label.setBuddy(self.topic)
        self.hashtags_label.setBuddy(self.hashtags)
        self.reviewers_label.setBuddy(self.reviewers)
        self.copied_label.setBuddy(self.copied)
        self.readiness_label.setBuddy(self.readiness)
        self.message_label.setBuddy(self.message)
        self.commits_label.setBuddy(self.commits)
        self.command_label.setBuddy(self.command)
#endif // QT_CONFIG(shortcut)
        QWidget.setTabOrder(self.branch, self.onto)
        QWidget.setTabOrder(self.onto, self.address)
        QWidget.setTabOrder(self.address, self.topic)
        QWidget.setTabOrder(self.topic, self.hashtags)
        QWidget.setTabOrder(self.hashtags, self.reviewers)
        QWidget.setTabOrder(self.reviewers, self.copied)
        QWidget.setTabOrder(self.copied, self.readiness)
        QWidget.setTabOrder(self.readiness, self.message)
        QWidget.setTabOrder(self.message, self.commits)
        QWidget.setTabOrder(self.commits, self.several)
        QWidget.setTabOrder(self.several, self.copy)
        QWidget.setTabOrder(self.copy, self.command)
        QWidget.setTabOrder(self.command, self.way_out)
        QWidget.setTabOrder(self.way_out, self.cancel)
        QWidget.setTabOrder(self.cancel, self.upload)

        self.retranslateUi(UploadDialog)

        self.upload.setDefault(True)


        QMetaObject.connectSlotsByName(UploadDialog)
    # setupUi

    def retranslateUi(self, UploadDialog):
        UploadDialog.setWindowTitle(QCoreApplication.translate("UploadDialog", u"Upload for review", None))
        self.branch_label.setText(QCoreApplication.translate("UploadDialog", u"&Branch here", None))
        self.onto_label.setText(QCoreApplication.translate("UploadDialog", u"&For branch", None))
        self.address_label.setText(QCoreApplication.translate("UploadDialog", u"&Server", None))
        self.topic_label.setText(QCoreApplication.translate("UploadDialog", u"&Topic", None))
        self.hashtags_label.setText(QCoreApplication.translate("UploadDialog", u"&Hashtags", None))
        self.reviewers_label.setText(QCoreApplication.translate("UploadDialog", u"&Reviewers", None))
        self.copied_label.setText(QCoreApplication.translate("UploadDialog", u"&Copy to", None))
        self.readiness_label.setText(QCoreApplication.translate("UploadDialog", u"&State", None))
        self.message_label.setText(QCoreApplication.translate("UploadDialog", u"&What is new", None))
        self.commits_label.setText(QCoreApplication.translate("UploadDialog", u"These commits &go:", None))
        self.command_label.setText(QCoreApplication.translate("UploadDialog", u"What is &run:", None))
        self.copy.setText(QCoreApplication.translate("UploadDialog", u"Copy", None))
        self.cancel.setText(QCoreApplication.translate("UploadDialog", u"Cancel", None))
        self.upload.setText(QCoreApplication.translate("UploadDialog", u"Upload", None))
    # retranslateUi

