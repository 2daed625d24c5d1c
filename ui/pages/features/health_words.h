#pragma once
#include <vector>

#include <QString>

#include "ui/pages/features/table_data.h"

namespace ui::features {

/// One line of the health card.
struct HealthLine {
    enum class Kind { Fact, Good, Warning };
    Kind kind = Kind::Fact;
    QString name, text;
};
/// What should be known of a table before anything is learnt from it, in plain words.
std::vector<HealthLine> healthWords(const LoadedTable& table);

}  // namespace ui::features
