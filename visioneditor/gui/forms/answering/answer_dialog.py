# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'answer_dialog.ui'
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
from PySide6.QtWidgets import (QApplication, QComboBox, QDialog, QGridLayout,
    QHBoxLayout, QLabel, QPlainTextEdit, QPushButton,
    QSizePolicy, QSpacerItem, QVBoxLayout, QWidget)
class Ui_AnswerDialog(object):
    def setupUi(self, AnswerDialog):
        if not AnswerDialog.objectName():
            AnswerDialog.setObjectName(u"AnswerDialog")
        AnswerDialog.resize(960, 640)
        self.column = QVBoxLayout(AnswerDialog)
        self.column.setSpacing(10)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(24, 20, 24, 20)
        self.head = QGridLayout()
        self.head.setObjectName(u"head")
        self.head.setHorizontalSpacing(24)
        self.head.setVerticalSpacing(4)
        self.section_label = QLabel(AnswerDialog)
        self.section_label.setObjectName(u"section_label")

        self.head.addWidget(self.section_label, 0, 0, 1, 1)

        self.project_label = QLabel(AnswerDialog)
        self.project_label.setObjectName(u"project_label")

        self.head.addWidget(self.project_label, 0, 1, 1, 1)

        self.section = QComboBox(AnswerDialog)
        self.section.setObjectName(u"section")
        self.section.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.section.setMinimumContentsLength(12)

        self.head.addWidget(self.section, 1, 0, 1, 1)

        self.project = QComboBox(AnswerDialog)
        self.project.setObjectName(u"project")
        self.project.setEditable(True)
        self.project.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.project.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.project.setMinimumContentsLength(12)

        self.head.addWidget(self.project, 1, 1, 1, 1)


        self.column.addLayout(self.head)

        self.middle = QHBoxLayout()
        self.middle.setSpacing(24)
        self.middle.setObjectName(u"middle")
        self.vision_column = QVBoxLayout()
        self.vision_column.setObjectName(u"vision_column")

        self.middle.addLayout(self.vision_column)

        self.answer_column = QVBoxLayout()
        self.answer_column.setSpacing(8)
        self.answer_column.setObjectName(u"answer_column")
        self.body = QPlainTextEdit(AnswerDialog)
        self.body.setObjectName(u"body")
        self.body.setTabChangesFocus(True)

        self.answer_column.addWidget(self.body)


        self.middle.addLayout(self.answer_column)


        self.column.addLayout(self.middle)

        self.place = QLabel(AnswerDialog)
        self.place.setObjectName(u"place")
        self.place.setWordWrap(True)
        self.place.setTextFormat(Qt.TextFormat.PlainText)

        self.column.addWidget(self.place)

        self.said = QLabel(AnswerDialog)
        self.said.setObjectName(u"said")
        self.said.setWordWrap(True)
        self.said.setTextFormat(Qt.TextFormat.PlainText)

        self.column.addWidget(self.said)

        self.buttons = QHBoxLayout()
        self.buttons.setObjectName(u"buttons")
        self.push = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.buttons.addItem(self.push)

        self.cancel = QPushButton(AnswerDialog)
        self.cancel.setObjectName(u"cancel")
        self.cancel.setAutoDefault(False)

        self.buttons.addWidget(self.cancel)

        self.keep = QPushButton(AnswerDialog)
        self.keep.setObjectName(u"keep")
        self.keep.setAutoDefault(False)

        self.buttons.addWidget(self.keep)


        self.column.addLayout(self.buttons)

#if QT_CONFIG(shortcut)
        self.section_label.setBuddy(self.section)
        self.project_label.setBuddy(self.project)
#endif // QT_CONFIG(shortcut)
        QWidget.setTabOrder(self.section, self.project)
        QWidget.setTabOrder(self.project, self.body)
        QWidget.setTabOrder(self.body, self.cancel)
        QWidget.setTabOrder(self.cancel, self.keep)

        self.retranslateUi(AnswerDialog)

        QMetaObject.connectSlotsByName(AnswerDialog)
    # setupUi

    def retranslateUi(self, AnswerDialog):
        AnswerDialog.setWindowTitle(QCoreApplication.translate("AnswerDialog", u"Write a project's answer", None))
        self.section_label.setText(QCoreApplication.translate("AnswerDialog", u"&Section", None))
        self.project_label.setText(QCoreApplication.translate("AnswerDialog", u"&Project", None))
#if QT_CONFIG(accessibility)
        self.body.setAccessibleName(QCoreApplication.translate("AnswerDialog", u"The project's answer", None))
#endif // QT_CONFIG(accessibility)
        self.cancel.setText(QCoreApplication.translate("AnswerDialog", u"Cancel", None))
        self.keep.setText(QCoreApplication.translate("AnswerDialog", u"Keep in the draft", None))
    # retranslateUi

