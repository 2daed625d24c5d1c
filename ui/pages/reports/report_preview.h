#pragma once
#include <memory>

#include <QAbstractScrollArea>
#include <QImage>

#include "ui/report/report_pages.h"

namespace ui {

/// The pages of a report one below the other, as the PDF will hold them. Paper stays light in a dark window.
class ReportPreview : public QAbstractScrollArea {
    Q_OBJECT
public:
    explicit ReportPreview(QWidget* parent = nullptr);
    void setPages(std::shared_ptr<const ReportPages> pages);
    int pageCount() const { return m_pages ? m_pages->count() : 0; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    double scale() const;
    double stride() const;   ///< from one page's top to the next
    void arrange();
    const QImage& picture(int page);

    std::shared_ptr<const ReportPages> m_pages;
    std::vector<QImage> m_pictures;   ///< painted when first seen
};

}  // namespace ui
