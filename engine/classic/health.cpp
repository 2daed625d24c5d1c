#include "engine/classic/health.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <map>
#include <set>

namespace engine::classic {

std::vector<std::vector<std::size_t>> equalRows(const Table& table)
{
    std::map<std::vector<std::uint64_t>, std::vector<std::size_t>> rowsOf;
    for (std::size_t r = 0; r < table.rows(); ++r) {
        std::vector<std::uint64_t> key;
        for (const double value : table.row(r))
            key.push_back(std::isnan(value) ? ~std::uint64_t{0} : std::bit_cast<std::uint64_t>(value == 0 ? 0.0 : value));
        rowsOf[std::move(key)].push_back(r);
    }
    std::vector<std::vector<std::size_t>> sets;
    for (auto& [key, rows] : rowsOf)
        if (rows.size() > 1) sets.push_back(std::move(rows));
    std::sort(sets.begin(), sets.end());
    return sets;
}

HealthCard healthOf(const Table& table)
{
    HealthCard card;
    card.rows = table.rows();
    card.columns = table.columns.size();
    for (std::size_t c = 0; c < card.columns; ++c) {
        std::size_t missing = 0;
        std::set<double> distinct;
        for (std::size_t r = 0; r < card.rows; ++r) {
            const double value = table.value(r, c);
            if (std::isnan(value)) ++missing;
            else if (distinct.size() < 2) distinct.insert(value);
        }
        card.missing += missing;
        if (missing > 0) card.columnsWithMissing.push_back(table.columns[c]);
        if (distinct.size() < 2) card.constantColumns.push_back(table.columns[c]);
    }
    card.duplicates = equalRows(table);
    for (const auto& rows : card.duplicates)
        card.duplicatesOfSeveralClasses +=
            std::any_of(rows.begin(), rows.end(), [&](auto r) { return table.labels[r] != table.labels[rows.front()]; }) ? 1 : 0;
    card.perClass.assign(table.classes.size(), 0);
    for (const int label : table.labels)
        ++card.perClass[static_cast<std::size_t>(label)];
    const auto [least, most] = std::minmax_element(card.perClass.begin(), card.perClass.end());
    card.imbalance = static_cast<double>(*most) / static_cast<double>(*least);
    card.groups = std::set<std::string>(table.groups.begin(), table.groups.end()).size();
    return card;
}

Json toJson(const HealthCard& card, const Table& table)
{
    auto classes = Json::object();
    for (std::size_t c = 0; c < table.classes.size(); ++c)
        classes[table.classes[c]] = card.perClass[c];
    return {{"rows", card.rows}, {"columns", card.columns}, {"missing", card.missing}, {"columns_with_missing", card.columnsWithMissing},
            {"constant_columns", card.constantColumns}, {"duplicates", card.duplicates},
            {"duplicates_of_several_classes", card.duplicatesOfSeveralClasses}, {"classes", classes}, {"imbalance", card.imbalance},
            {"groups", card.groups}};
}

}  // namespace engine::classic
