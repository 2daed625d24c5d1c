#pragma once
#include <memory>
#include <vector>

#include <QSizeF>

#include "engine/report/tag_report.h"
#include "ui/report/page_blocks.h"

class QPainter;

namespace ui {

/// A tag report laid out on A4 paper: the same pages are painted into the PDF and shown as its preview. Light;
/// every number is the report's, with three decimals as on the HTML page. Any thread that may paint.
class ReportPages {
public:
    /// Of a page, in units of 1/96 inch.
    static QSizeF size() { return {paper::kWidth, paper::kHeight}; }

    explicit ReportPages(engine::report::TagReport report, const engine::Language& language = {});
    ~ReportPages();

    int count() const;
    /// Paints one page (from 0); one unit of the painter is one of size().
    void paint(QPainter& painter, int page) const;

private:
    struct Placed {
        std::shared_ptr<const paper::Block> block;
        double y = 0;
    };
    void arrange(const std::vector<std::shared_ptr<paper::Block>>& blocks);

    engine::report::TagReport m_report;
    std::vector<std::vector<Placed>> m_pages;
};

}  // namespace ui
