#pragma once
#include <span>

#include <QString>

class QWidget;

namespace ui {

struct PageContext;

/// One page of the window: what the mode bar says of it and how it is made.
///
/// A page's file ends with its entry, and `PAGE(library)` in `ui/pages/registry.def` puts it into the window:
///
///     extern const PageEntry library_page;
///     const PageEntry library_page{"library", QT_TRANSLATE_NOOP("pages", "Library"),
///                                  QT_TRANSLATE_NOOP("pages", "Folders and tracks"),
///                                  [](PageContext& context) -> QWidget* { return new LibraryPage(context); }};
///
/// The page's whatsThis() is its help (F1): some plain sentences. Actions that the page adds to itself (QWidget::addAction) appear in the View menu under the page's name.
struct PageEntry {
    const char* name;   ///< the word of `--page`, the session and PageContext::showPage; the icon's file name, too
    const char* text;   ///< translated in the context "pages"
    const char* tip;    ///< translated in the context "pages"
    QWidget* (*make)(PageContext& context);
};

/// All pages in the order of the mode bar.
std::span<const PageEntry* const> pages();

QString pageText(const PageEntry& page);
QString pageTip(const PageEntry& page);

}  // namespace ui
