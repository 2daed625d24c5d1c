#include "engine/report/report_words.h"

#include "engine/core/translatable.h"

namespace engine::report {

namespace {

// Names of parts and kinds of tags reach the reports as values; these are the ones a translation is wanted for.
[[maybe_unused]] constexpr const char* kValues[] = {
    QT_TRANSLATE_NOOP("Report", "train"),       QT_TRANSLATE_NOOP("Report", "valid"),        QT_TRANSLATE_NOOP("Report", "test"),
    QT_TRANSLATE_NOOP("TagType", "genre"),      QT_TRANSLATE_NOOP("TagType", "subgenre"),    QT_TRANSLATE_NOOP("TagType", "mood/theme"),
    QT_TRANSLATE_NOOP("TagType", "instrument"), QT_TRANSLATE_NOOP("TagType", "location"),    QT_TRANSLATE_NOOP("TagType", "language"),
    QT_TRANSLATE_NOOP("TagType", "era"),        QT_TRANSLATE_NOOP("TagType", "activity"),    QT_TRANSLATE_NOOP("TagType", "descriptive"),
    QT_TRANSLATE_NOOP("TagType", "emotion"),    QT_TRANSLATE_NOOP("TagType", "numeric"),     QT_TRANSLATE_NOOP("TagType", "junk"),
    QT_TRANSLATE_NOOP("TagType", "language/origin"), QT_TRANSLATE_NOOP("TagType", "user-defined"), QT_TRANSLATE_NOOP("TagType", "top"),
};

}  // namespace

std::string headline(std::size_t betterThanChance, std::size_t tags, bool leaking, const Language& language)
{
    const auto count = filled(language("Report", QT_TRANSLATE_NOOP("Report", "%1 of %2 tags better than chance")),
                              {std::to_string(betterThanChance), std::to_string(tags)});
    return leaking ? filled(language("Report", QT_TRANSLATE_NOOP("Report", "LEAKING, worth nothing: %1")), {count}) : count;
}

std::string headline(const TagReport& report, const Language& language)
{
    return headline(report.evaluation.betterThanChance, report.evaluation.perTag.size(), report.leaking, language);
}

std::string_view verdictWord(evaluate::Verdict verdict)
{
    switch (verdict) {
    case evaluate::Verdict::Yes: return QT_TRANSLATE_NOOP("Report", "yes");
    case evaluate::Verdict::No: return QT_TRANSLATE_NOOP("Report", "no");
    case evaluate::Verdict::NotEnoughData: break;
    }
    return QT_TRANSLATE_NOOP("Report", "not enough data");
}

std::vector<std::string> notes(const TagReport& report, const Language& language)
{
    if (report.partTracks <= report.evaluation.tracks) return {};
    return {filled(language("Report", QT_TRANSLATE_NOOP("Report", "%1 of the %2 tracks of this part have no prediction and stand in no number.")),
                   {std::to_string(report.partTracks - report.evaluation.tracks), std::to_string(report.partTracks)})};
}

std::vector<std::pair<std::string, std::string>> recipe(const TagReport& report, const Language& language)
{
    const auto word = [&](const char* source) { return language("Report", source); };
    const bool deLong = report.evaluation.intervals == evaluate::IntervalMethod::DeLong;
    return {{word(QT_TRANSLATE_NOOP("Report", "Run")), report.run},
            {word(QT_TRANSLATE_NOOP("Report", "Model")), report.model + (report.architecture.empty() ? "" : " (" + report.architecture + ")")},
            {word(QT_TRANSLATE_NOOP("Report", "Preset")), report.presetName},
            {word(QT_TRANSLATE_NOOP("Report", "Preset hash")), report.presetHash},
            {word(QT_TRANSLATE_NOOP("Report", "Split")), filled(word(QT_TRANSLATE_NOOP("Report", "%1, part %2")), {report.split, word(report.part.c_str())})},
            {word(QT_TRANSLATE_NOOP("Report", "Seed")), std::to_string(report.seed)},
            {word(QT_TRANSLATE_NOOP("Report", "Device")), report.device},
            {word(QT_TRANSLATE_NOOP("Report", "Intervals")),
             word(deLong ? QT_TRANSLATE_NOOP("Report", "DeLong, 95 %") : QT_TRANSLATE_NOOP("Report", "bootstrap over tracks, 95 %"))},
            {word(QT_TRANSLATE_NOOP("Report", "Date")), report.date},
            {word(QT_TRANSLATE_NOOP("Report", "Program")), "Tagbench " + report.programVersion}};
}

}  // namespace engine::report
