#pragma once
#include <memory>
#include <vector>

#include <QSizeF>

#include "engine/report/tag_report.h"

class QPainter;

namespace ui {

/// A tag report laid out on A4 paper: the same pages are painted into the PDF and shown as its preview. Light, in the report's English;
/// every number is the report's, with three decimals as on the HTML page. Any thread that may paint.
class ReportPages {
public:
    /// Of a page, in units of 1/96 inch.
    static QSizeF size() { return {793.7, 1122.5}; }

    explicit ReportPages(engine::report::TagReport report);
    ~ReportPages();

    int count() const;
    /// Paints one page (from 0); one unit of the painter is one of size().
    void paint(QPainter& painter, int page) const;

    /// One thing with a height, painted where the layout put it.
    struct Block {
        virtual ~Block() = default;
        double height = 0;
        bool keepsWithNext = false;   ///< a heading is not left alone at a page's foot
        virtual void paint(QPainter& painter) const = 0;
    };

private:
    struct Placed {
        std::shared_ptr<const Block> block;
        double y = 0;
    };
    void arrange(const std::vector<std::shared_ptr<Block>>& blocks);

    engine::report::TagReport m_report;
    std::vector<std::vector<Placed>> m_pages;
};

}  // namespace ui
