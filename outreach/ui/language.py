"""The language of the window: what was settled for this PC, in our own words and in those of the toolkit."""

from PySide6.QtCore import QLibraryInfo, QLocale, QSettings, Qt, QTranslator
from PySide6.QtWidgets import QApplication

from outreach.languages.spoken import speak, spoken
from outreach.ui.own import settled_language

_TOOLKIT = "toolkit-words"


def speak_as_settled(application: QApplication, settings: QSettings) -> None:
    """Speak the language of this PC from now on; windows that are open keep their words."""
    speak(str(settled_language(settings).value))
    lay_out(application)


def lay_out(application: QApplication) -> None:
    """Let the toolkit's own words, such as a dialog's buttons, and the direction of lines be those of the language."""
    words = spoken()
    ends = Qt.LayoutDirection.RightToLeft if words.right_to_left else Qt.LayoutDirection.LeftToRight
    application.setLayoutDirection(ends)
    for before in application.findChildren(QTranslator, _TOOLKIT):
        application.removeTranslator(before)
        before.deleteLater()
    translator = QTranslator(application)
    translator.setObjectName(_TOOLKIT)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load(QLocale(words.language), "qtbase", "_", folder):
        application.installTranslator(translator)
    else:
        translator.deleteLater()  # English is what the toolkit speaks by itself
