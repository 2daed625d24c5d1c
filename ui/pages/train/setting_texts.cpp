#include <array>
#include <utility>

#include <QCoreApplication>
#include <QLocale>

#include "ui/pages/train/runs_panel.h"
#include "ui/pages/train/sweep_trials.h"

namespace ui {

QString settingText(const engine::Json& value)
{
    if (value.is_null()) return QStringLiteral("-");
    if (value.is_string()) return value.get<std::string>().empty() ? QStringLiteral("-") : QString::fromStdString(value.get<std::string>());
    if (value.is_number_float()) return QLocale().toString(value.get<double>(), 'g', 8);
    if (value.is_number_integer() && !value.is_number_unsigned()) return QLocale().toString(static_cast<qlonglong>(value.get<std::int64_t>()));
    if (!value.is_array()) return QString::fromStdString(value.dump());
    QStringList parts;
    for (const auto& part : value)
        parts << settingText(part);
    return parts.isEmpty() ? QStringLiteral("-") : parts.join(QStringLiteral(", "));
}

QString settingName(const QString& id)
{
    static const std::array<std::pair<const char*, const char*>, 32> names = {{
        {"arch", QT_TRANSLATE_NOOP("RunSetting", "Architecture")}, {"preset", QT_TRANSLATE_NOOP("RunSetting", "Preset")},
        {"split", QT_TRANSLATE_NOOP("RunSetting", "Split")}, {"types", QT_TRANSLATE_NOOP("RunSetting", "Tag types")},
        {"sources", QT_TRANSLATE_NOOP("RunSetting", "Labels from")}, {"min_tracks", QT_TRANSLATE_NOOP("RunSetting", "Least tracks")},
        {"top", QT_TRANSLATE_NOOP("RunSetting", "Most frequent")}, {"from", QT_TRANSLATE_NOOP("RunSetting", "Start from")},
        {"freeze", QT_TRANSLATE_NOOP("RunSetting", "Frozen")}, {"epochs", QT_TRANSLATE_NOOP("RunSetting", "Epochs")},
        {"batch", QT_TRANSLATE_NOOP("RunSetting", "Batch")}, {"lr", QT_TRANSLATE_NOOP("RunSetting", "Learning rate")},
        {"weight_decay", QT_TRANSLATE_NOOP("RunSetting", "Weight decay")}, {"schedule", QT_TRANSLATE_NOOP("RunSetting", "Schedule")},
        {"patience", QT_TRANSLATE_NOOP("RunSetting", "Stop early after")}, {"windows", QT_TRANSLATE_NOOP("RunSetting", "Windows a track")},
        {"seed", QT_TRANSLATE_NOOP("RunSetting", "Seed")}, {"device", QT_TRANSLATE_NOOP("RunSetting", "Device")},
        {"optimiser", QT_TRANSLATE_NOOP("RunSetting", "Optimiser")}, {"warmup", QT_TRANSLATE_NOOP("RunSetting", "Warm-up epochs")},
        {"adam_epochs", QT_TRANSLATE_NOOP("RunSetting", "Epochs of Adam")}, {"sgd_epochs", QT_TRANSLATE_NOOP("RunSetting", "Epochs of a stage")},
        {"backbone_lr", QT_TRANSLATE_NOOP("RunSetting", "Backbone rate")}, {"dropout", QT_TRANSLATE_NOOP("RunSetting", "Dropout")},
        {"accumulate", QT_TRANSLATE_NOOP("RunSetting", "Batches a step")},
        {"spec_augment", QT_TRANSLATE_NOOP("RunSetting", "SpecAugment masks")}, {"mixup", QT_TRANSLATE_NOOP("RunSetting", "Mixup")},
        {"gain_db", QT_TRANSLATE_NOOP("RunSetting", "Gain, dB")}, {"noise", QT_TRANSLATE_NOOP("RunSetting", "Noise")},
        {"class_weights", QT_TRANSLATE_NOOP("RunSetting", "Class weights")},
        {"precision", QT_TRANSLATE_NOOP("RunSetting", "Precision")}, {"precision_used", QT_TRANSLATE_NOOP("RunSetting", "Faster precision, as measured")}}};
    for (const auto& [known, name] : names)
        if (id == QLatin1String(known)) return QCoreApplication::translate("RunSetting", name);
    if (id == QLatin1String("tags")) return RunsPanel::tr("Tags");
    if (id.startsWith(QLatin1String("version of "))) return RunsPanel::tr("Version of %1").arg(id.mid(11));
    return id;
}

}  // namespace ui
