#include "ui/report/pdf.h"

#include <QBuffer>
#include <QMarginsF>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>

#include "engine/core/atomic_file.h"
#include "engine/core/error.h"
#include "engine/report/report_words.h"
#include "ui/report/report_pages.h"

namespace ui {

void writePdf(const engine::report::TagReport& report, const std::filesystem::path& path, const engine::Language& language)
{
    const ReportPages pages(report, language);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    {
        constexpr int kDotsPerInch = 1200;
        QPdfWriter writer(&buffer);
        writer.setPageSize(QPageSize(QPageSize::A4));
        writer.setPageMargins(QMarginsF(0, 0, 0, 0));
        writer.setResolution(kDotsPerInch);
        writer.setTitle(QStringLiteral("%1 - %2").arg(QString::fromStdString(report.run), QString::fromStdString(engine::report::headline(report, language))));
        writer.setCreator(QStringLiteral("Tagbench %1").arg(QString::fromStdString(report.programVersion)));
        QPainter painter;
        if (!painter.begin(&writer)) throw engine::Error(engine::ErrorCode::Unsupported, path.string(), "Qt cannot paint a PDF here");
        painter.scale(kDotsPerInch / 96.0, kDotsPerInch / 96.0);
        for (int page = 0; page < pages.count(); ++page) {
            if (page > 0) writer.newPage();
            pages.paint(painter, page);
        }
    }
    engine::writeFileAtomically(path, {bytes.constData(), static_cast<std::size_t>(bytes.size())});
}

}  // namespace ui
