#include "ui/pages/inspect/feature_session.h"

#include "ui/pages/inspect/lanes_panel.h"
#include "ui/pages/inspect/region_panel.h"

namespace ui::inspect {

FeatureSession::FeatureSession(LanesPanel& lanes, RegionPanel& panel, QObject* parent) : QObject(parent), m_lanes(lanes), m_panel(panel)
{
    connect(&m_loader, &FeatureLoader::loaded, this, [this](const FeatureCoursesPtr& courses) {
        m_lanes.features().setCourses(courses, QString());
        m_panel.setCourses(courses);
    });
    connect(&m_loader, &FeatureLoader::failed, this, [this](const QString& message) {
        m_lanes.features().setCourses(nullptr, message);
        m_panel.setFailure(message);
    });
    setShown(false);
}

void FeatureSession::setFile(const std::filesystem::path& file)
{
    if (m_file == file) return;   // another preset of the same file: its features stay
    m_file = file;
    setRegions({});
    begin();
}

void FeatureSession::setShown(bool shown)
{
    m_shown = shown;
    m_lanes.features().setVisible(shown);
    m_panel.setVisible(shown);
    begin();
}

void FeatureSession::begin()
{
    if (m_begun == m_file && !m_begun.empty()) return;
    m_loader.clear();
    m_begun.clear();
    m_lanes.features().setCourses(nullptr, m_file.empty() ? QString() : tr("Computing the features..."));
    m_panel.setCourses(nullptr);
    if (!m_shown || m_file.empty()) return;
    m_begun = m_file;
    m_loader.load(m_file);
}

void FeatureSession::mark(std::size_t region)
{
    const auto selection = m_lanes.cursor().selection();
    if (!m_shown) return Q_EMIT said(tr("Switch on Features to compare two regions."));
    if (!selection) return Q_EMIT said(tr("Drag over a part of the waveform first, then mark it."));
    auto regions = m_regions;
    regions[region] = *selection;
    setRegions(regions);
}

void FeatureSession::clearRegions()
{
    setRegions({});
}

void FeatureSession::setRegions(const Regions& regions)
{
    m_regions = regions;
    m_lanes.features().setRegions(regions);
    m_panel.setRegions(regions);
}

}  // namespace ui::inspect
