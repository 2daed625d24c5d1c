#pragma once
#include <vector>

#include <QListWidget>

#include "ui/pages/explore/map_data.h"

namespace ui::explore {

/// Groups of a map with colour, shape, name and number of tracks, in rows below it; as high as they need.
class MapLegend : public QListWidget {
    Q_OBJECT
public:
    explicit MapLegend(QWidget* parent = nullptr);

    /// Hidden without groups.
    void setGroups(std::vector<Group> groups);
    const std::vector<Group>& groups() const { return m_groups; }
    /// Nothing stands out any more.
    void release() { setCurrentRow(-1); }

Q_SIGNALS:
    /// A group should stand out, by its mark; -1 = none.
    void emphasisWanted(int mark);
    /// Its tracks should be selected.
    void groupChosen(int mark);

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void fill();
    void fitHeight();
    int markOf(int row) const { return row < 0 ? -1 : m_groups[static_cast<std::size_t>(row)].mark; }

    std::vector<Group> m_groups;
};

}  // namespace ui::explore
