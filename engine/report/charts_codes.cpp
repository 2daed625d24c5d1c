#include <algorithm>

#include "engine/core/translatable.h"
#include "engine/report/code_chart.h"

namespace engine::report {

namespace {

constexpr double kLadderNames = 200, kLadderNumbers = 64, kLadderHead = 34, kLadderFoot = 12;

}  // namespace

Drawing codeLadder(const CodeLikelihood& nats, double width, double height)
{
    struct Step {
        double nats;
        const char* name;
    };
    const Step steps[] = {{nats.uniform, QT_TRANSLATE_NOOP("Chart", "all codes alike")},
                          {nats.unigram, QT_TRANSLATE_NOOP("Chart", "how often each occurs")},
                          {nats.bigram, QT_TRANSLATE_NOOP("Chart", "the code before known")},
                          {nats.model, QT_TRANSLATE_NOOP("Chart", "the model")}};
    Drawing drawing(width, height, "Nats a code on held-out tracks");
    drawing.text(0, 16, "axis-title", QT_TRANSLATE_NOOP("Chart", "Nats a code on held-out tracks; lower is better"), 80);
    double most = 1e-9;
    for (const auto& step : steps)
        most = std::max(most, step.nats);
    const double row = (height - kLadderHead - kLadderFoot) / std::size(steps), room = width - kLadderNames - kLadderNumbers;
    double top = kLadderHead;
    for (const auto& step : steps) {
        const bool isModel = &step == &steps[3];
        const double length = std::max(1.0, room * step.nats / most), middle = top + row / 2 + 4;
        drawing.text(kLadderNames - 10, middle, "label word end", step.name);
        drawing.rect(kLadderNames, top + row * 0.18, length, row * 0.64, isModel ? "bar" : "bar unsure", fixed(step.nats, 3));
        drawing.text(kLadderNames + length + 8, middle, "value", fixed(step.nats, 3));
        top += row;
    }
    return drawing;
}

}  // namespace engine::report
