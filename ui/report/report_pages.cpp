#include "ui/report/report_pages.h"

#include <algorithm>

#include <QPainter>

#include "ui/charts/drawing_painter.h"
#include "ui/report/report_composer.h"

namespace ui {

using namespace paper;

ReportPages::ReportPages(engine::report::TagReport report, const engine::Language& language) : m_report(std::move(report))
{
    arrange(paper::composed(m_report, language));
}

ReportPages::~ReportPages() = default;

void ReportPages::arrange(const std::vector<std::shared_ptr<Block>>& blocks)
{
    m_pages.emplace_back();
    double y = 0;
    std::shared_ptr<const Block> head;   // of the table that is under way
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        const auto& block = blocks[i];
        const auto* row = dynamic_cast<const RowBlock*>(block.get());
        if (row == nullptr) head.reset();
        else if (row->head) head = block;
        // What belongs together is not torn apart: a heading with its text, a text with its chart.
        double needed = block->height;
        for (std::size_t next = i; blocks[next]->keepsWithNext && next + 1 < blocks.size(); ++next)
            needed += blocks[next + 1]->height;
        const bool isSpace = dynamic_cast<const SpaceBlock*>(block.get()) != nullptr;
        if (y > 0 && y + std::min(needed, kContentHeight) > kContentHeight + 0.01) {
            m_pages.emplace_back();
            y = 0;
            if (row != nullptr && !row->head && head) {
                m_pages.back().push_back({head, 0});
                y = head->height;
            }
        }
        if (isSpace && y == 0) continue;   // no room above the first thing of a page
        m_pages.back().push_back({block, y});
        y += block->height;
    }
}

int ReportPages::count() const
{
    return static_cast<int>(m_pages.size());
}

void ReportPages::paint(QPainter& painter, int page) const
{
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    for (const auto& placed : m_pages[static_cast<std::size_t>(page)]) {
        painter.save();
        painter.translate(kMargin, kMargin + placed.y);
        placed.block->paint(painter);
        painter.restore();
    }
    painter.scale(1.0 / kFine, 1.0 / kFine);
    painter.setFont(fontOf(9, false));
    painter.setPen(ChartColours::paper().soft);
    const QRectF foot(kMargin * kFine, (size().height() - kMargin) * kFine, kContentWidth * kFine, 20 * kFine);
    painter.drawText(foot, Qt::AlignLeft | Qt::AlignVCenter, QStringLiteral("Tagbench %1 · %2 · %3").arg(qs(m_report.programVersion), qs(m_report.run), qs(m_report.date)));
    painter.drawText(foot, Qt::AlignRight | Qt::AlignVCenter, QStringLiteral("%1 / %2").arg(page + 1).arg(count()));
    painter.restore();
}

}  // namespace ui
