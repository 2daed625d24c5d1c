// Painting of the melgram lane, 1500 x 400 pixels, 10 minutes of 128 bands. Budget: a turn of the GUI thread under 16 ms.
// build/tests/bench_inspect_paint (QT_QPA_PLATFORM=offscreen)
#include <benchmark/benchmark.h>

#include <QApplication>

#include "ui/widgets/melgram_view.h"

using namespace ui::widgets;

namespace {

struct Scene {
    TimeAxis axis;
    TimeCursor cursor;
    MelgramView view{&axis, &cursor};
    QImage target{1500, 400, QImage::Format_RGB32};

    Scene()
    {
        axis.reset(600, 44100);
        view.resize(1500, 400);
        std::vector<double> centres(128);
        for (std::size_t i = 0; i < centres.size(); ++i) centres[i] = 60.0 * static_cast<double>(i + 1);
        view.begin({"bench", 16000, 256, 0, centres});
        std::vector<float> columns(37500 * 128);
        for (std::size_t i = 0; i < columns.size(); ++i) columns[i] = -static_cast<float>(i * 7919 % 8000) / 100;
        view.appendColumns(columns);
        view.render(&target);
    }
};

void movingThePlayhead(benchmark::State& state)
{
    Scene scene;
    double seconds = 0;
    for (auto _ : state) {
        scene.cursor.setPlayheadSeconds(seconds += 0.016);
        scene.view.render(&scene.target);
    }
}
BENCHMARK(movingThePlayhead)->Unit(benchmark::kMillisecond);

void scrolling(benchmark::State& state)
{
    Scene scene;
    const double visible = 600.0 / static_cast<double>(state.range(0));
    double start = 0;
    for (auto _ : state) {
        scene.axis.setRange(start = std::fmod(start + visible / 50, 600 - visible + 1e-3), visible);
        scene.view.render(&scene.target);
    }
}
BENCHMARK(scrolling)->Arg(2)->Arg(10)->Arg(200)->Unit(benchmark::kMillisecond);

}  // namespace

int main(int argc, char** argv)
{
    QApplication app(argc, argv);
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
}
