#include "ui/pages/page.h"

#include <QCoreApplication>

namespace ui {

#define PAGE(name) extern const PageEntry name##_page;
#include "ui/pages/registry.def"
#undef PAGE

std::span<const PageEntry* const> pages()
{
    static const PageEntry* const all[] = {
#define PAGE(name) &name##_page,
#include "ui/pages/registry.def"
#undef PAGE
    };
    return all;
}

QString pageText(const PageEntry& page)
{
    return QCoreApplication::translate("pages", page.text);
}

QString pageTip(const PageEntry& page)
{
    return QCoreApplication::translate("pages", page.tip);
}

}  // namespace ui
