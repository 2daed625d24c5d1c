#include <QApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPainterPath>
#include <QPalette>

#include "ui/theme/theme.h"

namespace ui {

namespace {

/// Symbols on a 24 x 24 grid, as SVG path data cut down to what they need: M, L, C, Z with absolute numbers, and O x y r
/// for a circle. "f:" = filled, otherwise stroked.
const char* shapeOf(const QString& name)
{
    static const QHash<QString, const char*> shapes = {
        {"play", "f:M 7 4.5 L 19.5 12 L 7 19.5 Z"},
        {"pause", "f:M 6 5 L 10 5 L 10 19 L 6 19 Z M 14 5 L 18 5 L 18 19 L 14 19 Z"},
        {"stop", "f:M 6 6 L 18 6 L 18 18 L 6 18 Z"},
        {"folder", "M 3 6 L 9.5 6 L 11.5 8.5 L 21 8.5 L 21 19 L 3 19 Z"},
        {"folder-add", "M 21 12 L 21 8.5 L 11.5 8.5 L 9.5 6 L 3 6 L 3 19 L 13 19 M 18 15 L 18 22 M 14.5 18.5 L 21.5 18.5"},
        {"start", "M 3.5 11.5 L 12 4 L 20.5 11.5 M 6 9.5 L 6 20 L 18 20 L 18 9.5 M 10 20 L 10 14 L 14 14 L 14 20"},
        {"library", "M 4 4 L 4 20 M 8.5 4 L 8.5 20 M 12.5 4.5 L 15.5 4 L 20 19.5 L 17 20 Z"},
        {"inspect", "M 3 12 L 5 12 L 7 7 L 9.5 17 L 12 4 L 14.5 20 L 17 8 L 19 12 L 21 12"},
        {"models", "M 12 3 L 20 7.5 L 20 16.5 L 12 21 L 4 16.5 L 4 7.5 Z M 4 7.5 L 12 12 L 20 7.5 M 12 12 L 12 21"},
        {"probes", "M 4 20 L 4 4 M 4 20 L 21 20 M 6 16 C 9 9 13 7 20 6 M 6 18 C 11 15 15 13 20 12 O 20 6 1 O 20 12 1"},
        {"label", "M 3.5 12.5 L 12 4 L 20 4 L 20 12 L 11.5 20.5 Z O 16 8 1.4 M 8 13.5 L 10.5 16 L 14.5 11.5"},
        {"jobs", "M 4 5.5 L 20 5.5 M 4 12 L 20 12 M 4 18.5 L 20 18.5 O 8 5.5 2 O 15.5 12 2 O 10.5 18.5 2"},
        {"dataset", "M 4 6 C 4 3 20 3 20 6 L 20 18 C 20 21 4 21 4 18 Z M 4 6 C 4 9 20 9 20 6 M 4 12 C 4 15 20 15 20 12"},
        {"music", "M 9 18 L 9 5 L 20 3 L 20 16 O 6.5 18 2.5 O 17.5 16 2.5"},
        {"demo", "M 12 3 L 14.3 9.2 L 21 9.5 L 15.8 13.6 L 17.6 20 L 12 16.3 L 6.4 20 L 8.2 13.6 L 3 9.5 L 9.7 9.2 Z"},
        {"search", "O 10.5 10.5 6.5 M 15.5 15.5 L 21 21"},
        {"retrieval", "O 8 8.5 4.5 O 16 15.5 4.5 O 8 8.5 1 O 16 15.5 1 M 12.8 12.7 L 11.2 11.3"},
        {"ready", "M 4.5 12.5 L 9.5 17.5 L 19.5 6.5"},
        {"unreadable", "M 12 4 L 21.5 20 L 2.5 20 Z M 12 10 L 12 14.5 M 12 17 L 12 17.6"},
        {"missing", "O 12 12 8.5 M 9.5 9.5 C 9.5 6 14.5 6 14.5 9.5 C 14.5 12 12 11.5 12 14 M 12 16.5 L 12 17"},
        {"cancel", "M 6 6 L 18 18 M 18 6 L 6 18"},
        {"resume", "M 19 12 C 19 16 16 19 12 19 C 8 19 5 16 5 12 C 5 8 8 5 12 5 L 16 5 M 13 2 L 16.5 5 L 13 8"},
        {"queued", "O 12 12 8.5 M 12 7 L 12 12 L 15.5 14"},
        {"up", "M 12 20 L 12 4 M 6 10 L 12 4 L 18 10"},
        {"next", "M 5 12 L 19 12 M 13 6 L 19 12 L 13 18"},
        {"settings", "M 4 7 L 20 7 M 4 17 L 20 17 O 9 7 2.5 O 15 17 2.5"},
        {"tag", "M 3.5 4 L 11 4 L 20.5 13.5 L 13.5 20.5 L 3.5 11 Z O 8 8.3 1.2"},
        {"tags", "M 3.5 4 L 9.5 4 L 17.5 12 L 11.5 18 L 3.5 10 Z O 7.3 7.8 1.1 M 13 4 L 21 12 L 15 18"},
        {"split", "M 3 12 L 8 12 M 8 12 L 13 5 L 20 5 M 8 12 L 20 12 M 8 12 L 13 19 L 20 19"},
        {"command", "M 3 5 L 21 5 L 21 19 L 3 19 Z M 6.5 9 L 10 12 L 6.5 15 M 12 15 L 17 15"},
        {"train", "M 4 20 L 4 4 M 4 20 L 20 20 M 6.5 8 C 8.5 16 13 17 20 17.5"},
        {"explore", "O 6 7 1.6 O 10 5 1.6 O 8.5 10 1.6 O 17 8 1.6 O 19.5 12 1.6 O 7 17.5 1.6 O 11.5 19.5 1.6 O 16.5 16.5 1.6"},
        {"map-move", "M 12 3 L 12 21 M 3 12 L 21 12 M 9.5 5.5 L 12 3 L 14.5 5.5 M 9.5 18.5 L 12 21 L 14.5 18.5 M 5.5 9.5 L 3 12 L 5.5 14.5 M 18.5 9.5 L 21 12 L 18.5 14.5"},
        {"map-box", "M 4 8 L 4 4 L 8 4 M 11 4 L 13 4 M 16 4 L 20 4 L 20 8 M 20 11 L 20 13 M 20 16 L 20 20 L 16 20 M 13 20 L 11 20 M 8 20 L 4 20 L 4 16 M 4 13 L 4 11"},
        {"map-lasso", "M 8 16 C 1 13 3 4 12 4 C 21 4 23 14 14 15.5 C 11 16 9 15 9 17 C 9 19 12 18.5 11.5 21"},
        {"map-path", "O 5 18 1.8 M 6.5 16.8 C 10 13 8 6 12 6 C 16 6 13 16 18.5 11 O 19.5 10 1.8"},
        {"map-fit", "M 4 9 L 4 4 L 9 4 M 15 4 L 20 4 L 20 9 M 20 15 L 20 20 L 15 20 M 9 20 L 4 20 L 4 15"},
        {"map-two", "M 3.5 5 L 20.5 5 L 20.5 19 L 3.5 19 Z M 12 5 L 12 19"},
        {"evaluate", "M 4 20 L 20 20 M 6.5 20 L 6.5 12 M 12 20 L 12 5 M 17.5 20 L 17.5 9"},
        {"features", "M 12 3 L 12 7 M 5.5 7 L 18.5 7 M 5.5 7 L 5.5 11 M 18.5 7 L 18.5 11 O 5.5 14 2.6 O 18.5 14 2.6 M 12 7 L 12 17 O 12 19.5 2.4"},
        {"reports", "M 6 3.5 L 14 3.5 L 18.5 8 L 18.5 20.5 L 6 20.5 Z M 14 3.5 L 14 8 L 18.5 8 M 9 12 L 15.5 12 M 9 16 L 15.5 16"},
        {"export", "M 12 4 L 12 15 M 7.5 10.5 L 12 15 L 16.5 10.5 M 4.5 19.5 L 19.5 19.5"},
        {"help", "O 12 12 8.5 M 9.5 9.5 C 9.5 6 14.5 6 14.5 9.5 C 14.5 12 12 11.5 12 14 M 12 16.5 L 12 17"},
    };
    return shapes.value(name, "O 12 12 7");
}

QPainterPath pathOf(const QString& text)
{
    QPainterPath path;
    const auto words = text.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    qsizetype at = 0;
    const auto number = [&] { return at < words.size() ? words.at(at++).toDouble() : 0.0; };
    const auto point = [&] { const double x = number(); return QPointF(x, number()); };
    while (at < words.size()) {
        const QChar verb = words.at(at++).at(0);
        if (verb == QLatin1Char('M')) path.moveTo(point());
        else if (verb == QLatin1Char('L')) path.lineTo(point());
        else if (verb == QLatin1Char('C')) { const auto a = point(), b = point(); path.cubicTo(a, b, point()); }
        else if (verb == QLatin1Char('O')) { const auto centre = point(); const double r = number(); path.addEllipse(centre, r, r); }
        else if (verb == QLatin1Char('Z')) path.closeSubpath();
    }
    return path;
}

/// Paints in the palette's colour of the moment, so a change of the look needs no new icons.
class SymbolEngine final : public QIconEngine {
public:
    explicit SymbolEngine(QString name) : m_name(std::move(name)) {}

    QIconEngine* clone() const override { return new SymbolEngine(m_name); }
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap image(size);
        image.fill(Qt::transparent);
        QPainter painter(&image);
        paint(&painter, QRect(QPoint(), size), mode, state);
        return image;
    }
    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override
    {
        QString shape = QString::fromLatin1(shapeOf(m_name));
        const bool filled = shape.startsWith(QLatin1String("f:"));
        if (filled) shape.remove(0, 2);
        const auto palette = QApplication::palette();
        const auto group = mode == QIcon::Disabled ? QPalette::Disabled : QPalette::Active;
        const QColor colour = palette.color(group, mode == QIcon::Selected ? QPalette::HighlightedText : QPalette::ButtonText);
        const double side = std::min(rect.width(), rect.height());
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->translate(rect.center().x() + 0.5 - side / 2, rect.center().y() + 0.5 - side / 2);
        painter->scale(side / 24.0, side / 24.0);
        painter->setPen(QPen(colour, 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        painter->setBrush(filled ? QBrush(colour) : QBrush(Qt::NoBrush));
        painter->drawPath(pathOf(shape));
        painter->restore();
    }

private:
    QString m_name;
};

}  // namespace

QIcon Theme::icon(const QString& name)
{
    return QIcon(new SymbolEngine(name));
}

}  // namespace ui
