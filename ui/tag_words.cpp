#include "ui/tag_words.h"

#include <QCoreApplication>

#include "ui/tag_edits.h"

namespace ui {

QString tagTypeName(const std::string& type)
{
    return type.empty() ? QString() : QCoreApplication::translate("TagType", type.c_str());
}

QString tagSourceName(const std::string& source)
{
    const auto say = [](const char* text) { return QCoreApplication::translate("TagSource", text); };
    if (source == "file") return say(QT_TRANSLATE_NOOP("TagSource", "In the file"));
    if (source == kUserSource) return say(QT_TRANSLATE_NOOP("TagSource", "Yours"));
    return QString::fromStdString(source);
}

}  // namespace ui
