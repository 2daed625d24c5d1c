#include "ui/pages/inspect/tag_choice.h"

#include <algorithm>

namespace ui::inspect {

TagChoice::TagChoice(const QString& accessibleName, QWidget* parent) : QComboBox(parent)
{
    setAccessibleName(accessibleName);
    setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    setMinimumContentsLength(8);
}

void TagChoice::offer(const TrackPredictions& predictions)
{
    const QString before = currentText();
    clear();
    auto tags = predictions.tags;
    std::stable_sort(tags.begin(), tags.end(), [](const auto& a, const auto& b) { return a.probability > b.probability; });
    for (const auto& tag : tags)
        addItem(tag.name);
    setCurrentIndex(std::max(0, findText(before)));
}

void TagChoice::choose(const QString& tag)
{
    if (const int at = findText(tag); at >= 0) setCurrentIndex(at);
}

}  // namespace ui::inspect
