#pragma once
#include <filesystem>

#include <QObject>

#include "ui/pages/inspect/feature_courses.h"
#include "ui/pages/inspect/feature_lane.h"

namespace ui::inspect {

class LanesPanel;
class RegionPanel;

/// Features of the file in view: computed only while they are shown, drawn in the lane, compared in the panel.
class FeatureSession : public QObject {
    Q_OBJECT
public:
    FeatureSession(LanesPanel& lanes, RegionPanel& panel, QObject* parent = nullptr);

    /// Empty: none.
    void setFile(const std::filesystem::path& file);
    void setShown(bool shown);
    /// The selection becomes region A (0) or B (1).
    void mark(std::size_t region);
    void clearRegions();

Q_SIGNALS:
    /// Something to say in the line of the read-out.
    void said(const QString& text);

private:
    void begin();
    void setRegions(const Regions& regions);

    LanesPanel& m_lanes;
    RegionPanel& m_panel;
    FeatureLoader m_loader;
    std::filesystem::path m_file;
    std::filesystem::path m_begun;   ///< asked for or shown
    Regions m_regions;
    bool m_shown = false;
};

}  // namespace ui::inspect
