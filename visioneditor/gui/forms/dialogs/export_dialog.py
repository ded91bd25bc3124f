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
    QLabel, QPlainTextEdit, QPushButton, QRadioButton,
    QSizePolicy, QSpacerItem, QVBoxLayout, QWidget)
class Ui_ExportDialog(object):
    def setupUi(self, ExportDialog):
        if not ExportDialog.objectName():
            ExportDialog.setObjectName(u"ExportDialog")
        ExportDialog.resize(860, 620)
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

        self.cover_label = QLabel(ExportDialog)
        self.cover_label.setObjectName(u"cover_label")

        self.column.addWidget(self.cover_label)

        self.cover = QPlainTextEdit(ExportDialog)
        self.cover.setObjectName(u"cover")
        self.cover.setTabChangesFocus(True)
        self.cover.setMaximumSize(QSize(16777215, 72))

        self.column.addWidget(self.cover)

        self.kinds = QHBoxLayout()
        self.kinds.setObjectName(u"kinds")
        self.kind_label = QLabel(ExportDialog)
        self.kind_label.setObjectName(u"kind_label")

        self.kinds.addWidget(self.kind_label)

        self.as_gerrit = QRadioButton(ExportDialog)
        self.as_gerrit.setObjectName(u"as_gerrit")
        self.as_gerrit.setChecked(True)

        self.kinds.addWidget(self.as_gerrit)

        self.as_markdown = QRadioButton(ExportDialog)
        self.as_markdown.setObjectName(u"as_markdown")

        self.kinds.addWidget(self.as_markdown)

        self.push_kinds = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.kinds.addItem(self.push_kinds)


        self.column.addLayout(self.kinds)

        self.preview = QPlainTextEdit(ExportDialog)
        self.preview.setObjectName(u"preview")
        self.preview.setReadOnly(True)

        self.column.addWidget(self.preview)

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

#if QT_CONFIG(shortcut)
        self.cover_label.setBuddy(self.cover)
#endif // QT_CONFIG(shortcut)
        QWidget.setTabOrder(self.cover, self.as_gerrit)
        QWidget.setTabOrder(self.as_gerrit, self.as_markdown)
        QWidget.setTabOrder(self.as_markdown, self.preview)
        QWidget.setTabOrder(self.preview, self.close_button)
        QWidget.setTabOrder(self.close_button, self.copy)
        QWidget.setTabOrder(self.copy, self.save)
        QWidget.setTabOrder(self.save, self.commit)

        self.retranslateUi(ExportDialog)

        QMetaObject.connectSlotsByName(ExportDialog)
    # setupUi

    def retranslateUi(self, ExportDialog):
        ExportDialog.setWindowTitle(QCoreApplication.translate("ExportDialog", u"Review", None))
#if QT_CONFIG(accessibility)
        self.change.setAccessibleName(QCoreApplication.translate("ExportDialog", u"Change", None))
#endif // QT_CONFIG(accessibility)
        self.cover_label.setText(QCoreApplication.translate("ExportDialog", u"&Message for the whole change", None))
        self.kind_label.setText(QCoreApplication.translate("ExportDialog", u"As", None))
        self.as_gerrit.setText(QCoreApplication.translate("ExportDialog", u"&Gerrit's ReviewInput", None))
        self.as_markdown.setText(QCoreApplication.translate("ExportDialog", u"Mark&down", None))
#if QT_CONFIG(accessibility)
        self.preview.setAccessibleName(QCoreApplication.translate("ExportDialog", u"Exactly what is handed out", None))
#endif // QT_CONFIG(accessibility)
        self.close_button.setText(QCoreApplication.translate("ExportDialog", u"Keep as draft", None))
        self.copy.setText(QCoreApplication.translate("ExportDialog", u"&Copy", None))
        self.save.setText(QCoreApplication.translate("ExportDialog", u"&Save to a file \u2026", None))
        self.commit.setText(QCoreApplication.translate("ExportDialog", u"Commit into the &repository", None))
    # retranslateUi

