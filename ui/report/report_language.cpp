#include "ui/report/report_language.h"

#include <QCoreApplication>
#include <QLocale>

namespace ui {

engine::Language windowLanguage()
{
    // The translator says which language it speaks: the system's may be one that Tagbench has no words for.
    const auto code = QCoreApplication::translate("Report", "en", "The code of this language, as fr");
    return {code.toStdString(), [](const char* context, const char* source) { return QCoreApplication::translate(context, source).toStdString(); }};
}

}  // namespace ui
