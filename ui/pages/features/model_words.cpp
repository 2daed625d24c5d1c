#include "ui/pages/features/model_words.h"

#include <array>

#include <QCoreApplication>
#include <QLocale>

#include "engine/classic/classifier.h"
#include "engine/core/error.h"

namespace ui::features {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Words)
};

// Titles of engine/classic/models, for the tool that collects texts; a test holds them against the registry.
[[maybe_unused]] constexpr std::array kTitles{
    QT_TRANSLATE_NOOP("ClassicModel", "k-means baseline"),       QT_TRANSLATE_NOOP("ClassicModel", "k nearest neighbours"),
    QT_TRANSLATE_NOOP("ClassicModel", "Logistic regression"),    QT_TRANSLATE_NOOP("ClassicModel", "Naive Bayes"),
    QT_TRANSLATE_NOOP("ClassicModel", "Support vectors, linear"), QT_TRANSLATE_NOOP("ClassicModel", "Support vectors, radial"),
    QT_TRANSLATE_NOOP("ClassicModel", "Decision tree"),          QT_TRANSLATE_NOOP("ClassicModel", "Random forest"),
    QT_TRANSLATE_NOOP("ClassicModel", "Extra trees"),            QT_TRANSLATE_NOOP("ClassicModel", "Gradient boosting"),
    QT_TRANSLATE_NOOP("ClassicModel", "Perceptron"),             QT_TRANSLATE_NOOP("ClassicModel", "Soft vote"),
};

}  // namespace

QString modelTitle(const std::string& id)
{
    for (const auto* entry : engine::classic::allModels())
        if (entry->id == id) return QCoreApplication::translate("ClassicModel", std::string(entry->title).c_str());
    return QString::fromStdString(id);   // of a version that knew more
}

QString metricTitle(const std::string& metric)
{
    if (metric == "macro-recall") return Words::tr("Macro recall");
    if (metric == "accuracy") return Words::tr("Accuracy");
    if (metric == "macro-precision") return Words::tr("Macro precision");
    if (metric == "macro-f1") return Words::tr("Macro F1");
    if (metric == "macro-auc") return Words::tr("Macro ROC-AUC");
    return QString::fromStdString(metric);
}

QString metricHelp(const std::string& metric)
{
    if (metric == "macro-recall")
        return Words::tr("Of the rows of each class, how many were found; the mean over classes, so that a small class counts as much as a large one. Offered first: a model that is to "
                         "tag music should give the right class whenever a piece of it comes along, rather than be careful with its guesses.");
    if (metric == "accuracy") return Words::tr("How many rows got the right class. Large classes rule it where the classes are uneven.");
    if (metric == "macro-precision") return Words::tr("Of the rows that were given each class, how many have it; the mean over classes. For those who would rather miss a piece than name it wrongly.");
    if (metric == "macro-f1") return Words::tr("The harmonic mean of precision and recall of each class; the mean over classes.");
    if (metric == "macro-auc") return Words::tr("How well the probabilities of each class put its rows before all others, whatever the threshold; the mean over classes.");
    return {};
}

QString score(double value)
{
    return QLocale().toString(value, 'f', 3);
}

}  // namespace ui::features
