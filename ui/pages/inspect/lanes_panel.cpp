#include "ui/pages/inspect/lanes_panel.h"

#include <QVBoxLayout>

namespace ui::inspect {

LanesPanel::LanesPanel(QWidget* parent)
    : QWidget(parent), m_ruler(new widgets::TimeRuler(&m_axis, &m_cursor)), m_waveform(new widgets::WaveformView(&m_axis, &m_cursor)),
      m_input(new InputLane(&m_axis, &m_cursor)), m_features(new FeatureLane(&m_axis, &m_cursor)),
      m_melgram(new widgets::MelgramView(&m_axis, &m_cursor)), m_taggram(new widgets::TaggramView(&m_axis, &m_cursor)),
      m_overview(new widgets::OverviewStrip(&m_axis, &m_cursor)), m_splitter(new QSplitter(Qt::Vertical))
{
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Track views"));
    for (widgets::Lane* lane : {static_cast<widgets::Lane*>(m_waveform), static_cast<widgets::Lane*>(m_input), static_cast<widgets::Lane*>(m_features),
                                static_cast<widgets::Lane*>(m_melgram), static_cast<widgets::Lane*>(m_taggram)}) {
        m_splitter->addWidget(lane);
        connect(lane, &widgets::Lane::readoutChanged, this, &LanesPanel::readoutChanged);
    }
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setHandleWidth(5);
    m_splitter->setSizes({160, 56, 260, 300, 160});
    m_splitter->setStretchFactor(3, 2);
    m_input->hide();
    m_features->hide();
    m_taggram->hide();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_ruler);
    column->addWidget(m_splitter, 1);
    column->addSpacing(5);
    column->addWidget(m_overview);
}

void LanesPanel::clear()
{
    m_axis.reset(0, 0);
    m_cursor.setSelection(std::nullopt);
    m_cursor.setPlayheadSeconds(0);
    m_waveform->clear();
    m_melgram->clear();
    m_overview->clear();
    setTaggram({});
    setInput(QString(), {}, nullptr);
}

void LanesPanel::setPeaks(const widgets::PeaksPtr& peaks)
{
    m_waveform->setPeaks(peaks);
    m_overview->setPeaks(peaks);
}

void LanesPanel::setTaggram(widgets::TaggramContent content)
{
    m_taggram->setVisible(content.chunks() > 0);
    m_taggram->setContent(std::move(content));
}

void LanesPanel::setInput(const QString& tag, std::vector<InputWindow> windows, const widgets::SaliencyPtr& saliency)
{
    m_input->setVisible(!windows.empty());
    m_input->setWindows(tag, std::move(windows));
    m_input->setSaliency(saliency);
    m_melgram->setSaliency(saliency);
}

}  // namespace ui::inspect
