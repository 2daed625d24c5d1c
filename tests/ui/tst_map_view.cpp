#include <cmath>

#include <QAccessible>
#include <QPalette>
#include <QSignalSpy>
#include <QTest>

#include "engine/core/random.h"
#include "ui/theme/theme.h"
#include "ui/widgets/map_view.h"

using namespace ui::widgets;

namespace {

using Points = std::shared_ptr<const std::vector<float>>;

Points randomPoints(std::size_t count, std::uint64_t seed)
{
    engine::SplitMix random(seed);
    auto points = std::make_shared<std::vector<float>>();
    for (std::size_t i = 0; i < 2 * count; ++i)   // denser in the middle, as maps are
        points->push_back(static_cast<float>(40 * (random.uniform() + random.uniform() - 1)));
    return points;
}

QPointF at(const Points& points, std::uint32_t i)
{
    return {static_cast<double>((*points)[2 * i]), static_cast<double>((*points)[2 * i + 1])};
}

/// Corners that wander around the middle: a lasso as hands draw it, crossing itself here and there.
QPolygonF lasso(std::uint64_t seed, int corners)
{
    engine::SplitMix random(seed);
    QPolygonF polygon;
    for (int i = 0; i < corners; ++i) {
        const double angle = 2 * M_PI * (i + 3 * random.uniform()) / corners, away = 8 + 25 * random.uniform();
        polygon << QPointF(away * std::cos(angle), away * std::sin(angle));
    }
    return polygon;
}

template <typename Inside>
MapView::Indices bruteForce(const Points& points, const Inside& inside)
{
    MapView::Indices found;
    for (std::uint32_t i = 0; i < points->size() / 2; ++i)
        if (inside(at(points, i))) found.push_back(i);
    return found;
}

struct Shown {
    MapView view;
    Points points;
    explicit Shown(Points given) : points(std::move(given))
    {
        view.resize(640, 480);
        view.setPoints(points);
        view.show();
        view.setFocus();
    }
    void drag(const QPolygonF& path, Qt::KeyboardModifiers modifiers = {})
    {
        const auto send = [&](QEvent::Type type, const QPointF& where, Qt::MouseButton button, Qt::MouseButtons buttons) {
            QMouseEvent event(type, where, view.mapToGlobal(where), button, buttons, modifiers);
            QCoreApplication::sendEvent(&view, &event);
        };
        send(QEvent::MouseButtonPress, path.first(), Qt::LeftButton, Qt::LeftButton);
        for (const auto& where : path)
            send(QEvent::MouseMove, where, Qt::NoButton, Qt::LeftButton);
        send(QEvent::MouseButtonRelease, path.last(), Qt::LeftButton, Qt::NoButton);
    }
};

}  // namespace

class tst_map_view : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void thePointUnderThePointerIsTheNearestOfAll()
    {
        const auto points = randomPoints(5000, 1);
        const MapGrid grid(points);
        engine::SplitMix random(2);
        for (int turn = 0; turn < 2000; ++turn) {
            const QPointF where(90 * (random.uniform() - 0.5), 90 * (random.uniform() - 0.5));
            const double reach = 3 * random.uniform();
            std::optional<std::uint32_t> expected;
            double nearest = reach;
            for (std::uint32_t i = 0; i < 5000; ++i)
                if (const double away = QLineF(where, at(points, i)).length(); away <= nearest) {
                    nearest = away;
                    expected = i;
                }
            QCOMPARE(grid.nearest(where, reach), expected);
        }
    }

    void aBoxHoldsWhatComparingAllFinds()
    {
        const auto points = randomPoints(5000, 3);
        const MapGrid grid(points);
        engine::SplitMix random(4);
        for (int turn = 0; turn < 200; ++turn) {
            const QRectF box(QPointF(100 * (random.uniform() - 0.5), 100 * (random.uniform() - 0.5)), QPointF(100 * (random.uniform() - 0.5), 100 * (random.uniform() - 0.5)));
            QCOMPARE(grid.inBox(box), bruteForce(points, [&](const QPointF& p) { return box.normalized().contains(p); }));
        }
    }

    void aLassoHoldsWhatQtsPolygonHolds_data()
    {
        QTest::addColumn<int>("corners");
        QTest::addColumn<int>("count");
        QTest::newRow("triangle") << 3 << 4000;
        QTest::newRow("by hand") << 40 << 4000;
        QTest::newRow("long and tangled") << 400 << 4000;
        QTest::newRow("few points") << 20 << 7;
        QTest::newRow("one point") << 20 << 1;
    }
    void aLassoHoldsWhatQtsPolygonHolds()
    {
        QFETCH(int, corners);
        QFETCH(int, count);
        const auto points = randomPoints(static_cast<std::size_t>(count), 5);
        const MapGrid grid(points);
        for (std::uint64_t seed = 0; seed < 30; ++seed) {
            const auto polygon = lasso(seed, corners);
            QCOMPARE(grid.inPolygon(polygon), bruteForce(points, [&](const QPointF& p) { return polygon.containsPoint(p, Qt::OddEvenFill); }));
        }
        QVERIFY(grid.inPolygon({}).empty() && grid.inPolygon(QPolygonF({{0, 0}, {1, 1}})).empty());
    }

    void pointsOnOneSpotAreLegal()
    {
        const MapGrid grid(std::make_shared<const std::vector<float>>(std::vector<float>(20, 1.5F)));
        QCOMPARE(grid.nearest({1.5, 1.5}, 0.1), std::optional<std::uint32_t>(9));
        QCOMPARE(grid.inBox(QRectF(1, 1, 1, 1)).size(), std::size_t{10});
        QCOMPARE(grid.inPolygon(QPolygonF({{1, 1}, {2, 1}, {2, 2}, {1, 2}})).size(), std::size_t{10});
        Shown shown(std::make_shared<const std::vector<float>>(std::vector<float>(20, 1.5F)));
        QTRY_VERIFY(shown.view.isUpToDate());
    }

    void lassoAndBoxByMouseChooseTheirPoints_data()
    {
        QTest::addColumn<bool>("box");
        QTest::addColumn<bool>("adds");
        QTest::newRow("lasso") << false << false;
        QTest::newRow("lasso with Shift") << false << true;
        QTest::newRow("box") << true << false;
    }
    void lassoAndBoxByMouseChooseTheirPoints()
    {
        QFETCH(bool, box);
        QFETCH(bool, adds);
        Shown shown(randomPoints(3000, 6));
        shown.view.setTool(box ? MapView::Tool::Box : MapView::Tool::Lasso);
        MapView::Indices chosen;
        bool added = false;
        connect(&shown.view, &MapView::areaChosen, &shown.view, [&](const MapView::Indices& points, bool add) { chosen = points; added = add; });
        const QPolygonF path = box ? QPolygonF({{200, 150}, {300, 200}, {420, 330}}) : QPolygonF({{200, 150}, {420, 160}, {400, 330}, {310, 240}, {180, 300}});
        shown.drag(path, adds ? Qt::ShiftModifier : Qt::NoModifier);
        const QPolygonF area = box ? QPolygonF(QRectF(200, 150, 220, 180)) : path;
        MapView::Indices expected;
        for (std::uint32_t i = 0; i < 3000; ++i)
            if (area.containsPoint(shown.view.positionOf(i), Qt::OddEvenFill)) expected.push_back(i);
        QVERIFY(expected.size() > 100);
        QCOMPARE(chosen, expected);
        QCOMPARE(added, adds);
        shown.view.setSelected(chosen);
        QCOMPARE(shown.view.selectedCount(), chosen.size());
        QVERIFY(shown.view.valueText().contains(QString::number(chosen.size())));
    }

    void theNewestWishWins()
    {
        MapRenderer renderer;
        std::vector<quint64> numbers;
        connect(&renderer, &MapRenderer::drawn, this, [&](const MapRenderer::Picture& picture) { numbers.push_back(picture.number); });
        MapScene scene;
        scene.points = randomPoints(200'000, 7);
        for (quint64 number = 1; number <= 50; ++number)
            renderer.want({scene, {{0, 0}, 10}, {800, 600}, 1, 3, MapLook(QPalette()), number});
        QTRY_VERIFY(!numbers.empty() && numbers.back() == 50);
        QVERIFY(std::is_sorted(numbers.begin(), numbers.end()));
        QVERIFY2(numbers.size() < 10, qPrintable(QString::number(numbers.size())));   // one under way, one waiting; the rest was replaced
    }

    void aPointIsDrawnWhereTheTransformSays()
    {
        MapScene scene;
        scene.points = std::make_shared<const std::vector<float>>(std::vector<float>{3, 2});
        for (const double ratio : {1.0, 2.0}) {
            const MapRenderer::Request request{scene, {{1, 1}, 20}, {200, 100}, ratio, 3, MapLook(QPalette()), 0};
            const auto image = MapRenderer::draw(request);
            const QPointF middle = request.transform.toView({3, 2}, request.size) * ratio;
            QCOMPARE(image.pixelColor(middle.toPoint()), request.look.plain);
            QCOMPARE(image.pixelColor((middle + QPointF(12, 0) * ratio).toPoint()), request.look.background);
            QCOMPARE(middle, QPointF(140, 30) * ratio);   // y of the plane points up
        }
    }

    void theSameWishGivesTheSamePicture()
    {
        MapScene scene;
        scene.points = randomPoints(2000, 8);
        const MapRenderer::Request request{scene, {{0, 0}, 5}, {400, 300}, 1, 3, MapLook(QPalette()), 0};
        QCOMPARE(MapRenderer::draw(request), MapRenderer::draw(request));
    }

    void nobodyNeedsColourAlone()
    {
        // All groups in one colour: their shapes still differ; and with their colours they keep 3 : 1 on both grounds.
        ui::Theme theme;
        for (const auto choice : {ui::Theme::Choice::Light, ui::Theme::Choice::Dark}) {
            theme.apply(choice);
            const MapLook look(QApplication::palette());
            QList<QImage> shapes;
            for (int group = 0; group < static_cast<int>(kMapGroups); ++group) {
                QVERIFY(ui::contrastRatio(look.background, look.groups[static_cast<std::size_t>(group)]) > 2.5);
                const auto shape = MapRenderer::mark(group, 6, 1, look).convertToFormat(QImage::Format_Alpha8);
                QVERIFY(!shapes.contains(shape));
                shapes << shape;
            }
        }
    }

    void zoomingKeepsThePlaceUnderThePointer()
    {
        Shown shown(randomPoints(500, 9));
        const QPointF pointer(100, 80);
        const auto before = shown.view.transform().toPlane(pointer, shown.view.size());
        shown.view.zoomBy(3, pointer);
        const auto after = shown.view.transform().toPlane(pointer, shown.view.size());
        QVERIFY(QLineF(before, after).length() < 1e-9);
        for (int i = 0; i < 200; ++i) shown.view.zoomBy(2, pointer);
        QVERIFY(std::isfinite(shown.view.transform().scale));
        QTest::keyClick(&shown.view, Qt::Key_F);
        for (std::uint32_t i = 0; i < 500; ++i)
            QVERIFY(QRectF(shown.view.rect()).contains(shown.view.positionOf(i)));
    }

    void liveFramesAreFittedUntilSomebodyLooksCloser()
    {
        Shown shown(randomPoints(300, 10));
        const auto fitted = shown.view.transform();
        auto larger = std::make_shared<std::vector<float>>(*shown.points);
        for (auto& coordinate : *larger) coordinate *= 10;
        shown.view.setPoints(larger);
        QVERIFY(shown.view.transform().scale < fitted.scale / 5);
        shown.view.zoomBy(2, {320, 240});
        const auto chosen = shown.view.transform();
        shown.view.setPoints(shown.points);
        QCOMPARE(shown.view.transform(), chosen);
        shown.view.setPoints(randomPoints(200, 10));   // another map
        QVERIFY(!(shown.view.transform() == chosen));
    }

    void keysMoveZoomStepAndClear()
    {
        Shown shown(randomPoints(400, 11));
        QSignalSpy cleared(&shown.view, &MapView::clearWanted), clicked(&shown.view, &MapView::pointClicked);
        const auto start = shown.view.transform();
        QTest::keyClick(&shown.view, Qt::Key_Plus);
        QVERIFY(shown.view.transform().scale > start.scale);
        QTest::keyClick(&shown.view, Qt::Key_Minus);
        QTest::keyClick(&shown.view, Qt::Key_Right);
        QVERIFY(shown.view.transform().centre.x() > start.centre.x());
        QTest::keyClick(&shown.view, Qt::Key_Up);
        QVERIFY(shown.view.transform().centre.y() > start.centre.y());
        QTest::keyClick(&shown.view, Qt::Key_Right, Qt::ControlModifier);
        QVERIFY(shown.view.pointed().has_value());
        const auto first = *shown.view.pointed();
        const double x = shown.view.positionOf(first).x();
        QTest::keyClick(&shown.view, Qt::Key_Right, Qt::ControlModifier);
        QVERIFY(*shown.view.pointed() != first && shown.view.positionOf(*shown.view.pointed()).x() > x);
        QTest::keyClick(&shown.view, Qt::Key_Return);
        QCOMPARE(clicked.size(), 1);
        QCOMPARE(clicked.first().first().toUInt(), *shown.view.pointed());
        QTest::keyClick(&shown.view, Qt::Key_Escape);
        QCOMPARE(cleared.size(), 1);
    }

    void aClickChoosesAPointAndADragDoesNot()
    {
        Shown shown(randomPoints(50, 12));
        QSignalSpy clicked(&shown.view, &MapView::pointClicked);
        QTest::mouseClick(&shown.view, Qt::LeftButton, {}, shown.view.positionOf(7).toPoint());
        QCOMPARE(clicked.size(), 1);
        const auto before = shown.view.transform().centre;
        shown.drag({shown.view.positionOf(7), shown.view.positionOf(7) + QPointF(60, 0)});
        QCOMPARE(clicked.size(), 1);
        QVERIFY(shown.view.transform().centre.x() < before.x());
    }

    void aScreenReaderHearsWhatIsShown()
    {
        Shown shown(randomPoints(50, 13));
        auto* interface = QAccessible::queryAccessibleInterface(&shown.view);
        QVERIFY(interface != nullptr && !interface->text(QAccessible::Name).isEmpty() && !interface->text(QAccessible::Description).isEmpty());
        shown.view.setFound({1, 2, 3});
        QVERIFY(interface->text(QAccessible::Value).contains(QLatin1Char('3')));
        shown.view.setPoints({});
        shown.view.setEmptyText(QStringLiteral("No map yet."));
        QCOMPARE(interface->text(QAccessible::Value), QStringLiteral("No map yet."));
    }

    void randomEventsNeverBreakIt()
    {
        Shown shown(randomPoints(300, 14));
        engine::SplitMix random(15);
        for (int turn = 0; turn < 2000; ++turn) {
            const QPointF where(640 * random.uniform(), 480 * random.uniform());
            switch (random.below(6)) {
            case 0: shown.view.zoomBy(0.2 + 4 * random.uniform(), where); break;
            case 1: shown.view.moveBy(where * (random.uniform() - 0.5) * 20); break;
            case 2: shown.view.setTool(static_cast<MapView::Tool>(random.below(3))); break;
            case 3: shown.drag(lasso(random.next(), 5)); break;
            case 4: shown.view.resize(static_cast<int>(1 + random.below(900)), static_cast<int>(1 + random.below(700))); break;
            default: shown.view.setPoints(randomPoints(random.below(3) == 0 ? 1 + random.below(50) : 300, random.next()));
            }
            QVERIFY(std::isfinite(shown.view.transform().scale) && shown.view.transform().scale > 0);
        }
        QTRY_VERIFY(shown.view.isUpToDate());
    }
};

QTEST_MAIN(tst_map_view)
#include "tst_map_view.moc"
