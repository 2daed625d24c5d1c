#include "ui/pages/features/health_words.h"

#include <QCoreApplication>
#include <QLocale>

namespace ui::features {

namespace {

constexpr std::size_t kNamesShown = 6;
constexpr double kUneven = 3;   // from here on a mean over rows and a mean over classes tell different stories

struct Health {
    Q_DECLARE_TR_FUNCTIONS(Health)
};

QString number(std::size_t value)
{
    return QLocale().toString(static_cast<qulonglong>(value));
}

QString names(const std::vector<std::string>& all)
{
    QStringList shown;
    for (std::size_t i = 0; i < all.size() && i < kNamesShown; ++i)
        shown << QString::fromStdString(all[i]);
    const auto text = shown.join(QStringLiteral(", "));
    return all.size() > kNamesShown ? Health::tr("%1 and %n more", nullptr, static_cast<int>(all.size() - kNamesShown)).arg(text) : text;
}

/// "39 = 45": the rows as the file numbers them, the first pairs.
QString rowsOf(const std::vector<std::vector<std::size_t>>& sets)
{
    QStringList shown;
    for (std::size_t i = 0; i < sets.size() && i < kNamesShown; ++i) {
        QStringList rows;
        for (const auto row : sets[i])
            rows << number(row);
        shown << rows.join(QStringLiteral(" = "));
    }
    const auto text = shown.join(QStringLiteral(", "));
    return sets.size() > kNamesShown ? Health::tr("%1 and %n more", nullptr, static_cast<int>(sets.size() - kNamesShown)).arg(text) : text;
}

HealthLine balance(const engine::classic::HealthCard& card, const engine::classic::Table& table)
{
    std::size_t least = 0, most = 0;
    for (std::size_t c = 0; c < card.perClass.size(); ++c) {
        if (card.perClass[c] < card.perClass[least]) least = c;
        if (card.perClass[c] > card.perClass[most]) most = c;
    }
    const auto name = [&](std::size_t c) { return QString::fromStdString(table.classes[c]); };
    if (card.perClass[least] == card.perClass[most])
        return {HealthLine::Kind::Good, Health::tr("Balance"), Health::tr("Every class has %1 rows. Accuracy and macro recall are the same here.").arg(number(card.perClass[least]))};
    const auto sizes = Health::tr("From %1 rows (%2) to %3 (%4).").arg(number(card.perClass[least]), name(least), number(card.perClass[most]), name(most));
    if (card.imbalance < kUneven) return {HealthLine::Kind::Fact, Health::tr("Balance"), sizes};
    return {HealthLine::Kind::Warning, Health::tr("Balance"),
            sizes + QLatin1Char(' ') + Health::tr("Accuracy would be ruled by the large classes: let a macro measure decide.")};
}

void addLeftOut(std::vector<HealthLine>& lines, const engine::Json& description)
{
    if (!description.contains("left_out")) return;
    const auto& left = description["left_out"];
    const auto without = left.value("tracks_without_class", std::size_t{0}), several = left.value("tracks_of_several_classes", std::size_t{0});
    if (without + several == 0) return;
    lines.push_back({HealthLine::Kind::Fact, Health::tr("Left out"),
                     Health::tr("%1 tracks without a class and %2 with more than one: a row has exactly one.").arg(number(without), number(several))});
}

}  // namespace

std::vector<HealthLine> healthWords(const LoadedTable& loaded)
{
    using Kind = HealthLine::Kind;
    const auto& card = loaded.health;
    std::vector<HealthLine> lines;
    lines.push_back({Kind::Fact, Health::tr("Size"), Health::tr("%1 rows, %2 columns to learn from, %3 classes.").arg(number(card.rows), number(card.columns), number(card.perClass.size()))});
    if (card.missing == 0) lines.push_back({Kind::Good, Health::tr("Missing values"), Health::tr("None.")});
    else
        lines.push_back({Kind::Warning, Health::tr("Missing values"),
                         Health::tr("%1, in %2. Each counts as the median of its column in the rows that are learnt from.").arg(number(card.missing), names(card.columnsWithMissing))});
    if (card.constantColumns.empty()) lines.push_back({Kind::Good, Health::tr("Constant columns"), Health::tr("None.")});
    else
        lines.push_back({Kind::Warning, Health::tr("Constant columns"),
                         Health::tr("%1. They say nothing; leave them out.").arg(names(card.constantColumns))});
    if (card.duplicates.empty()) lines.push_back({Kind::Good, Health::tr("Duplicates"), Health::tr("No two rows are equal.")});
    else {
        auto text = Health::tr("%n sets of rows that are equal in every column (rows from 0): %1. Spread over random folds they are answered by heart; keep duplicates together.", nullptr,
                               static_cast<int>(card.duplicates.size())).arg(rowsOf(card.duplicates));
        if (card.duplicatesOfSeveralClasses > 0)
            text += QLatin1Char(' ') + Health::tr("%n of them carry more than one class: no model can have them all right.", nullptr, static_cast<int>(card.duplicatesOfSeveralClasses));
        lines.push_back({Kind::Warning, Health::tr("Duplicates"), text});
    }
    lines.push_back(balance(card, loaded.table));
    if (card.groups > 0) lines.push_back({Kind::Good, Health::tr("Groups"), Health::tr("%1 groups are known: folds can keep each on one side.").arg(number(card.groups))});
    else
        lines.push_back({Kind::Warning, Health::tr("Groups"),
                         Health::tr("The table does not say which rows are of one artist. Random folds put songs of an artist on both sides, so scores are higher than those for new artists.")});
    addLeftOut(lines, loaded.description);
    return lines;
}

}  // namespace ui::features
