// The map of 100,000 tracks, 1600 x 900: what a turn of the GUI thread costs while panning, zooming, pointing, choosing; and what
// the drawing thread needs for one picture. Budget: 16.6 ms a turn (60 a second).
// QT_QPA_PLATFORM=offscreen build/tests/bench_map_view
#include <benchmark/benchmark.h>

#include <cmath>

#include <QApplication>
#include <QMouseEvent>
#include <QPalette>

#include "engine/core/random.h"
#include "ui/widgets/map_view.h"

using namespace ui::widgets;

namespace {

constexpr std::size_t kTracks = 100'000;

std::shared_ptr<const std::vector<float>> clouds()
{
    engine::SplitMix random(3);
    auto points = std::make_shared<std::vector<float>>();
    for (std::size_t i = 0; i < kTracks; ++i) {
        const double angle = static_cast<double>(i % 12) / 12 * 2 * M_PI, away = 20 + 10 * random.uniform();
        for (const double middle : {std::cos(angle) * away, std::sin(angle) * away})
            points->push_back(static_cast<float>(middle + 5 * (random.uniform() + random.uniform() + random.uniform() - 1.5)));
    }
    return points;
}

struct Scene {
    MapView view;
    QImage target{1600, 900, QImage::Format_RGB32};
    std::shared_ptr<const std::vector<float>> points = clouds();

    Scene()
    {
        view.resize(1600, 900);
        view.setPoints(points);
        auto groups = std::make_shared<std::vector<std::uint8_t>>(kTracks);
        for (std::size_t i = 0; i < kTracks; ++i)
            (*groups)[i] = static_cast<std::uint8_t>(i % 12 % kMapGroups);
        view.setGroups(groups);
        settle();
    }
    void settle()
    {
        while (!view.isUpToDate())
            QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
        view.render(&target);
    }
};

void panning(benchmark::State& state)
{
    Scene scene;
    double phase = 0;
    for (auto _ : state) {
        scene.view.moveBy({6 * std::cos(phase += 0.01), 4 * std::sin(phase)});
        QCoreApplication::processEvents();
        scene.view.render(&scene.target);
    }
    state.counters["picture_ms"] = scene.view.lastDrawMilliseconds();
}
BENCHMARK(panning)->Unit(benchmark::kMillisecond);

void zooming(benchmark::State& state)
{
    Scene scene;
    int turn = 0;
    for (auto _ : state) {
        scene.view.zoomBy(++turn % 40 < 20 ? 1.06 : 1 / 1.06, {700, 400});
        QCoreApplication::processEvents();
        scene.view.render(&scene.target);
    }
    state.counters["picture_ms"] = scene.view.lastDrawMilliseconds();
}
BENCHMARK(zooming)->Unit(benchmark::kMillisecond);

void pointing(benchmark::State& state)
{
    Scene scene;
    int turn = 0;
    for (auto _ : state) {
        const QPointF at(400 + turn * 7 % 800, 200 + turn * 5 % 500);
        ++turn;
        QMouseEvent move(QEvent::MouseMove, at, at, Qt::NoButton, Qt::NoButton, Qt::NoModifier);
        QCoreApplication::sendEvent(&scene.view, &move);
        scene.view.render(&scene.target);
    }
}
BENCHMARK(pointing)->Unit(benchmark::kMillisecond);

void lassoOfHalf(benchmark::State& state)
{
    Scene scene;
    QPolygonF lasso;
    for (int i = 0; i < 400; ++i)
        lasso << QPointF((25 + 5 * std::sin(i * 0.3)) * std::cos(i * 2 * M_PI / 400), (25 + 5 * std::sin(i * 0.3)) * std::sin(i * 2 * M_PI / 400));
    const MapGrid grid(scene.points);
    std::size_t chosen = 0;
    for (auto _ : state) {
        const auto inside = grid.inPolygon(lasso);
        chosen = inside.size();
        scene.view.setSelected(inside);
        scene.view.render(&scene.target);
    }
    state.counters["chosen"] = static_cast<double>(chosen);
}
BENCHMARK(lassoOfHalf)->Unit(benchmark::kMillisecond);

void anotherFrameWhileConverging(benchmark::State& state)
{
    Scene scene;
    for (auto _ : state) {
        scene.view.setPoints(scene.points);
        QCoreApplication::processEvents();
        scene.view.render(&scene.target);
    }
}
BENCHMARK(anotherFrameWhileConverging)->Unit(benchmark::kMillisecond);

void onePicture(benchmark::State& state)
{
    Scene scene;
    MapScene drawn;
    drawn.points = scene.points;
    const MapRenderer::Request request{drawn, scene.view.transform(), {2240, 1260}, 1, 1.3, MapLook(scene.view.palette()), 0};
    for (auto _ : state)
        benchmark::DoNotOptimize(MapRenderer::draw(request));
}
BENCHMARK(onePicture)->Unit(benchmark::kMillisecond);

}  // namespace

int main(int argc, char** argv)
{
    QApplication app(argc, argv);
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
}
