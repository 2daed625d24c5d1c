#include "ui/pages/probes/probe_words.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

namespace ui {

QString probeName(const std::string& probe)
{
    const auto say = [](const char* text) { return QCoreApplication::translate("probes", text); };
    if (probe == "linear") return say(QT_TRANSLATE_NOOP("probes", "linear"));
    if (probe == "mlp") return say(QT_TRANSLATE_NOOP("probes", "one hidden layer"));
    if (probe == "gru") return say(QT_TRANSLATE_NOOP("probes", "GRU over the windows"));
    if (probe == "transformer") return say(QT_TRANSLATE_NOOP("probes", "transformer over the windows"));
    if (probe == "grid") return say(QT_TRANSLATE_NOOP("probes", "best of a grid"));
    return QString::fromStdString(probe);
}

QString shareText(double share)
{
    return QCoreApplication::translate("probes", "%1 %").arg(QLocale().toString(100 * share, 'g', 3));
}

std::vector<double> sharesOf(const QString& text)
{
    std::vector<double> shares;
    for (const auto& part : text.split(QLatin1Char(';'), Qt::SkipEmptyParts)) {
        bool isNumber = false;
        const double percent = QLocale().toDouble(part.trimmed(), &isNumber);
        if (!isNumber || !(percent > 0) || percent > 100) return {};
        shares.push_back(percent / 100);
    }
    return shares;
}

}  // namespace ui
