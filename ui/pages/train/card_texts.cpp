#include "ui/pages/train/card_texts.h"

#include <QLocale>
#include <QStringList>

#include "ui/pages/train/train_form.h"

namespace ui {

QString cardFacts(const engine::neural::ModelCard& card)
{
    const QLocale locale;
    QStringList lines{QString::fromStdString(card.summary)};
    const double seconds = card.sampleRateHz > 0 ? static_cast<double>(card.inputSamples) / card.sampleRateHz : 0;
    const QString length = locale.toString(seconds, 'f', 1), rate = locale.toString(card.sampleRateHz / 1000.0, 'f', 0);
    if (card.mels == 1)
        lines << TrainForm::tr("Input: %1 s at %2 kHz, the waveform").arg(length, rate);
    else
        lines << TrainForm::tr("Input: %1 s at %2 kHz, %3 mel bands").arg(length, rate, locale.toString(static_cast<qulonglong>(card.mels)));
    lines << TrainForm::tr("%1 parameters with 50 tags").arg(locale.toString(static_cast<qlonglong>(card.parameters)));
    for (const auto& result : card.results)
        lines << TrainForm::tr("%1: ROC-AUC %2, PR-AUC %3").arg(QString::fromStdString(result.dataset), locale.toString(result.rocAuc, 'f', 3), locale.toString(result.prAuc, 'f', 3));
    return lines.join(QLatin1Char('\n'));
}

QString cardSources(const engine::neural::ModelCard& card)
{
    QStringList lines{QString::fromStdString(card.citation), TrainForm::tr("Licence: %1").arg(QString::fromStdString(card.licence))};
    for (const auto& result : card.results)
        lines << TrainForm::tr("%1: %2").arg(QString::fromStdString(result.dataset), QString::fromStdString(result.source));
    lines.removeDuplicates();
    return lines.join(QLatin1Char('\n'));
}

}  // namespace ui
