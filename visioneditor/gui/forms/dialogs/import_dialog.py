# -*- coding: utf-8 -*-

################################################################################
## Form generated from reading UI file 'import_dialog.ui'
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
from PySide6.QtWidgets import (QAbstractItemView, QApplication, QComboBox, QDialog,
    QHBoxLayout, QLabel, QLineEdit, QListView,
    QListWidget, QListWidgetItem, QPlainTextEdit, QProgressBar,
    QPushButton, QSizePolicy, QSpacerItem, QStackedWidget,
    QTextBrowser, QVBoxLayout, QWidget)
class Ui_ImportDialog(object):
    def setupUi(self, ImportDialog):
        if not ImportDialog.objectName():
            ImportDialog.setObjectName(u"ImportDialog")
        ImportDialog.resize(1000, 700)
        self.column = QVBoxLayout(ImportDialog)
        self.column.setSpacing(12)
        self.column.setObjectName(u"column")
        self.column.setContentsMargins(24, 20, 24, 20)
        self.title = QLabel(ImportDialog)
        self.title.setObjectName(u"title")
        self.title.setWordWrap(True)
        self.title.setTextFormat(Qt.TextFormat.PlainText)

        self.column.addWidget(self.title)

        self.about = QLabel(ImportDialog)
        self.about.setObjectName(u"about")
        self.about.setWordWrap(True)
        self.about.setTextFormat(Qt.TextFormat.PlainText)

        self.column.addWidget(self.about)

        self.pages = QStackedWidget(ImportDialog)
        self.pages.setObjectName(u"pages")
        self.from_page = QWidget()
        self.from_page.setObjectName(u"from_page")
        self.from_page_column = QVBoxLayout(self.from_page)
        self.from_page_column.setSpacing(8)
        self.from_page_column.setObjectName(u"from_page_column")
        self.from_page_column.setContentsMargins(0, 0, 0, 0)
        self.kinds_row = QHBoxLayout()
        self.kinds_row.setSpacing(8)
        self.kinds_row.setObjectName(u"kinds_row")
        self.kinds_push = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.kinds_row.addItem(self.kinds_push)


        self.from_page_column.addLayout(self.kinds_row)

        self.ways = QStackedWidget(self.from_page)
        self.ways.setObjectName(u"ways")
        self.file_page = QWidget()
        self.file_page.setObjectName(u"file_page")
        self.file_page_column = QVBoxLayout(self.file_page)
        self.file_page_column.setSpacing(8)
        self.file_page_column.setObjectName(u"file_page_column")
        self.file_page_column.setContentsMargins(0, 0, 0, 0)
        self.file_label = QLabel(self.file_page)
        self.file_label.setObjectName(u"file_label")
        self.file_label.setTextFormat(Qt.TextFormat.PlainText)

        self.file_page_column.addWidget(self.file_label)

        self.file_row = QHBoxLayout()
        self.file_row.setSpacing(8)
        self.file_row.setObjectName(u"file_row")
        self.file = QLineEdit(self.file_page)
        self.file.setObjectName(u"file")

        self.file_row.addWidget(self.file)

        self.choose_file = QPushButton(self.file_page)
        self.choose_file.setObjectName(u"choose_file")

        self.file_row.addWidget(self.choose_file)


        self.file_page_column.addLayout(self.file_row)

        self.file_gap = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.file_page_column.addItem(self.file_gap)

        self.ways.addWidget(self.file_page)
        self.repository_page = QWidget()
        self.repository_page.setObjectName(u"repository_page")
        self.repository_page_column = QVBoxLayout(self.repository_page)
        self.repository_page_column.setSpacing(8)
        self.repository_page_column.setObjectName(u"repository_page_column")
        self.repository_page_column.setContentsMargins(0, 0, 0, 0)
        self.repository_label = QLabel(self.repository_page)
        self.repository_label.setObjectName(u"repository_label")
        self.repository_label.setTextFormat(Qt.TextFormat.PlainText)

        self.repository_page_column.addWidget(self.repository_label)

        self.repository_row = QHBoxLayout()
        self.repository_row.setSpacing(8)
        self.repository_row.setObjectName(u"repository_row")
        self.repository = QLineEdit(self.repository_page)
        self.repository.setObjectName(u"repository")

        self.repository_row.addWidget(self.repository)

        self.choose_folder = QPushButton(self.repository_page)
        self.choose_folder.setObjectName(u"choose_folder")

        self.repository_row.addWidget(self.choose_folder)


        self.repository_page_column.addLayout(self.repository_row)

        self.path_label = QLabel(self.repository_page)
        self.path_label.setObjectName(u"path_label")
        self.path_label.setTextFormat(Qt.TextFormat.PlainText)

        self.repository_page_column.addWidget(self.path_label)

        self.path = QLineEdit(self.repository_page)
        self.path.setObjectName(u"path")

        self.repository_page_column.addWidget(self.path)

        self.revision_label = QLabel(self.repository_page)
        self.revision_label.setObjectName(u"revision_label")
        self.revision_label.setTextFormat(Qt.TextFormat.PlainText)

        self.repository_page_column.addWidget(self.revision_label)

        self.revision = QLineEdit(self.repository_page)
        self.revision.setObjectName(u"revision")

        self.repository_page_column.addWidget(self.revision)

        self.repository_gap = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.repository_page_column.addItem(self.repository_gap)

        self.ways.addWidget(self.repository_page)
        self.mail_page = QWidget()
        self.mail_page.setObjectName(u"mail_page")
        self.mail_page_column = QVBoxLayout(self.mail_page)
        self.mail_page_column.setSpacing(8)
        self.mail_page_column.setObjectName(u"mail_page_column")
        self.mail_page_column.setContentsMargins(0, 0, 0, 0)
        self.mail_label = QLabel(self.mail_page)
        self.mail_label.setObjectName(u"mail_label")
        self.mail_label.setTextFormat(Qt.TextFormat.PlainText)

        self.mail_page_column.addWidget(self.mail_label)

        self.mail = QPlainTextEdit(self.mail_page)
        self.mail.setObjectName(u"mail")

        self.mail_page_column.addWidget(self.mail)

        self.ways.addWidget(self.mail_page)
        self.here_page = QWidget()
        self.here_page.setObjectName(u"here_page")
        self.here_page_column = QVBoxLayout(self.here_page)
        self.here_page_column.setSpacing(8)
        self.here_page_column.setObjectName(u"here_page_column")
        self.here_page_column.setContentsMargins(0, 0, 0, 0)
        self.here_label = QLabel(self.here_page)
        self.here_label.setObjectName(u"here_label")
        self.here_label.setWordWrap(True)
        self.here_label.setTextFormat(Qt.TextFormat.PlainText)

        self.here_page_column.addWidget(self.here_label)

        self.here_gap = QSpacerItem(0, 0, QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)

        self.here_page_column.addItem(self.here_gap)

        self.ways.addWidget(self.here_page)

        self.from_page_column.addWidget(self.ways)

        self.pages.addWidget(self.from_page)
        self.map_page = QWidget()
        self.map_page.setObjectName(u"map_page")
        self.map_page_column = QVBoxLayout(self.map_page)
        self.map_page_column.setSpacing(8)
        self.map_page_column.setObjectName(u"map_page_column")
        self.map_page_column.setContentsMargins(0, 0, 0, 0)
        self.map_row = QHBoxLayout()
        self.map_row.setSpacing(16)
        self.map_row.setObjectName(u"map_row")
        self.left_column = QVBoxLayout()
        self.left_column.setSpacing(8)
        self.left_column.setObjectName(u"left_column")
        self.headings_label = QLabel(self.map_page)
        self.headings_label.setObjectName(u"headings_label")

        self.left_column.addWidget(self.headings_label)

        self.headings = QListView(self.map_page)
        self.headings.setObjectName(u"headings")
        self.headings.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.headings.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

        self.left_column.addWidget(self.headings)

        self.guesses_row = QHBoxLayout()
        self.guesses_row.setSpacing(8)
        self.guesses_row.setObjectName(u"guesses_row")
        self.guesses = QLabel(self.map_page)
        self.guesses.setObjectName(u"guesses")
        self.guesses.setTextFormat(Qt.TextFormat.PlainText)

        self.guesses_row.addWidget(self.guesses)

        self.guesses_push = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.guesses_row.addItem(self.guesses_push)

        self.confirm_all = QPushButton(self.map_page)
        self.confirm_all.setObjectName(u"confirm_all")

        self.guesses_row.addWidget(self.confirm_all)


        self.left_column.addLayout(self.guesses_row)


        self.map_row.addLayout(self.left_column)

        self.right_column = QVBoxLayout()
        self.right_column.setSpacing(8)
        self.right_column.setObjectName(u"right_column")
        self.heading = QLabel(self.map_page)
        self.heading.setObjectName(u"heading")
        self.heading.setWordWrap(True)
        self.heading.setTextFormat(Qt.TextFormat.PlainText)

        self.right_column.addWidget(self.heading)

        self.words = QTextBrowser(self.map_page)
        self.words.setObjectName(u"words")
        self.words.setOpenLinks(False)

        self.right_column.addWidget(self.words)

        self.sections_label = QLabel(self.map_page)
        self.sections_label.setObjectName(u"sections_label")

        self.right_column.addWidget(self.sections_label)

        self.sections = QListWidget(self.map_page)
        self.sections.setObjectName(u"sections")
        self.sections.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

        self.right_column.addWidget(self.sections)

        self.answer_row = QHBoxLayout()
        self.answer_row.setSpacing(8)
        self.answer_row.setObjectName(u"answer_row")
        self.state = QLabel(self.map_page)
        self.state.setObjectName(u"state")
        self.state.setWordWrap(True)
        self.state.setTextFormat(Qt.TextFormat.PlainText)

        self.answer_row.addWidget(self.state)

        self.answer_push = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.answer_row.addItem(self.answer_push)

        self.as_guessed = QPushButton(self.map_page)
        self.as_guessed.setObjectName(u"as_guessed")

        self.answer_row.addWidget(self.as_guessed)

        self.confirm = QPushButton(self.map_page)
        self.confirm.setObjectName(u"confirm")

        self.answer_row.addWidget(self.confirm)


        self.right_column.addLayout(self.answer_row)


        self.map_row.addLayout(self.right_column)


        self.map_page_column.addLayout(self.map_row)

        self.against_row = QHBoxLayout()
        self.against_row.setSpacing(8)
        self.against_row.setObjectName(u"against_row")
        self.against_label = QLabel(self.map_page)
        self.against_label.setObjectName(u"against_label")
        self.against_label.setTextFormat(Qt.TextFormat.PlainText)

        self.against_row.addWidget(self.against_label)

        self.against = QComboBox(self.map_page)
        self.against.setObjectName(u"against")

        self.against_row.addWidget(self.against)

        self.against_push = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.against_row.addItem(self.against_push)


        self.map_page_column.addLayout(self.against_row)

        self.pages.addWidget(self.map_page)

        self.column.addWidget(self.pages)

        self.project_row = QHBoxLayout()
        self.project_row.setSpacing(8)
        self.project_row.setObjectName(u"project_row")
        self.project_label = QLabel(ImportDialog)
        self.project_label.setObjectName(u"project_label")
        self.project_label.setTextFormat(Qt.TextFormat.PlainText)

        self.project_row.addWidget(self.project_label)

        self.project = QComboBox(ImportDialog)
        self.project.setObjectName(u"project")
        self.project.setEditable(True)
        self.project.setMinimumContentsLength(24)

        self.project_row.addWidget(self.project)

        self.project_push = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.project_row.addItem(self.project_push)


        self.column.addLayout(self.project_row)

        self.said = QLabel(ImportDialog)
        self.said.setObjectName(u"said")
        self.said.setWordWrap(True)
        self.said.setTextFormat(Qt.TextFormat.PlainText)

        self.column.addWidget(self.said)

        self.progress = QProgressBar(ImportDialog)
        self.progress.setObjectName(u"progress")
        self.progress.setTextVisible(False)
        self.progress.setMaximumSize(QSize(16777215, 4))

        self.column.addWidget(self.progress)

        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        self.buttons.setObjectName(u"buttons")
        self.back = QPushButton(ImportDialog)
        self.back.setObjectName(u"back")

        self.buttons.addWidget(self.back)

        self.push = QSpacerItem(0, 0, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

        self.buttons.addItem(self.push)

        self.cancel = QPushButton(ImportDialog)
        self.cancel.setObjectName(u"cancel")

        self.buttons.addWidget(self.cancel)

        self.read = QPushButton(ImportDialog)
        self.read.setObjectName(u"read")

        self.buttons.addWidget(self.read)

        self.write = QPushButton(ImportDialog)
        self.write.setObjectName(u"write")

        self.buttons.addWidget(self.write)


        self.column.addLayout(self.buttons)

#if QT_CONFIG(shortcut)
        self.file_label.setBuddy(self.file)
        self.repository_label.setBuddy(self.repository)
        self.path_label.setBuddy(self.path)
        self.revision_label.setBuddy(self.revision)
        self.mail_label.setBuddy(self.mail)
        self.headings_label.setBuddy(self.headings)
        self.sections_label.setBuddy(self.sections)
        self.against_label.setBuddy(self.against)
        self.project_label.setBuddy(self.project)
#endif // QT_CONFIG(shortcut)
        QWidget.setTabOrder(self.file, self.choose_file)
        QWidget.setTabOrder(self.choose_file, self.repository)
        QWidget.setTabOrder(self.repository, self.choose_folder)
        QWidget.setTabOrder(self.choose_folder, self.path)
        QWidget.setTabOrder(self.path, self.revision)
        QWidget.setTabOrder(self.revision, self.mail)
        QWidget.setTabOrder(self.mail, self.headings)
        QWidget.setTabOrder(self.headings, self.confirm_all)
        QWidget.setTabOrder(self.confirm_all, self.words)
        QWidget.setTabOrder(self.words, self.sections)
        QWidget.setTabOrder(self.sections, self.as_guessed)
        QWidget.setTabOrder(self.as_guessed, self.confirm)
        QWidget.setTabOrder(self.confirm, self.against)
        QWidget.setTabOrder(self.against, self.project)
        QWidget.setTabOrder(self.project, self.back)
        QWidget.setTabOrder(self.back, self.cancel)
        QWidget.setTabOrder(self.cancel, self.read)
        QWidget.setTabOrder(self.read, self.write)

        self.retranslateUi(ImportDialog)

        self.read.setDefault(True)


        QMetaObject.connectSlotsByName(ImportDialog)
    # setupUi

    def retranslateUi(self, ImportDialog):
        ImportDialog.setWindowTitle(QCoreApplication.translate("ImportDialog", u"Import a reflection", None))
        self.file_label.setText(QCoreApplication.translate("ImportDialog", u"&File", None))
        self.file.setPlaceholderText(QCoreApplication.translate("ImportDialog", u"A reflection in reStructuredText or Markdown, or a saved mail", None))
        self.choose_file.setText(QCoreApplication.translate("ImportDialog", u"&Choose \u2026", None))
        self.repository_label.setText(QCoreApplication.translate("ImportDialog", u"&Folder or address of the repository", None))
        self.repository.setPlaceholderText(QCoreApplication.translate("ImportDialog", u"/home/me/keystone, https://opendev.org/openstack/keystone", None))
        self.choose_folder.setText(QCoreApplication.translate("ImportDialog", u"&Choose \u2026", None))
        self.path_label.setText(QCoreApplication.translate("ImportDialog", u"Pa&th in it", None))
        self.path.setPlaceholderText(QCoreApplication.translate("ImportDialog", u"Left empty: the one document there that is called a reflection", None))
        self.revision_label.setText(QCoreApplication.translate("ImportDialog", u"Re&vision", None))
        self.revision.setPlaceholderText(QCoreApplication.translate("ImportDialog", u"Left empty: its main line", None))
        self.mail_label.setText(QCoreApplication.translate("ImportDialog", u"The &mail; what it quotes and its signature are left out", None))
        self.here_label.setText(QCoreApplication.translate("ImportDialog", u"A reflection that stands in this repository: choose the project, and correct what its headings answer.", None))
        self.headings_label.setText(QCoreApplication.translate("ImportDialog", u"&Headings of the reflection, and what each answers", None))
        self.confirm_all.setText(QCoreApplication.translate("ImportDialog", u"Confirm &all guesses", None))
#if QT_CONFIG(accessibility)
        self.words.setAccessibleName(QCoreApplication.translate("ImportDialog", u"What stands under this heading", None))
#endif // QT_CONFIG(accessibility)
        self.sections_label.setText(QCoreApplication.translate("ImportDialog", u"Which &sections it answers", None))
        self.as_guessed.setText(QCoreApplication.translate("ImportDialog", u"Back to the &guess", None))
        self.confirm.setText(QCoreApplication.translate("ImportDialog", u"Con&firm", None))
        self.against_label.setText(QCoreApplication.translate("ImportDialog", u"&Written when the vision stood at", None))
        self.project_label.setText(QCoreApplication.translate("ImportDialog", u"&Project", None))
        self.back.setText(QCoreApplication.translate("ImportDialog", u"&Back", None))
        self.cancel.setText(QCoreApplication.translate("ImportDialog", u"Cancel", None))
        self.read.setText(QCoreApplication.translate("ImportDialog", u"Read it", None))
        self.write.setText(QCoreApplication.translate("ImportDialog", u"Write into the draft", None))
    # retranslateUi

