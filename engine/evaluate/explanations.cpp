#include "engine/evaluate/explanations.h"

#include <algorithm>
#include <array>
#include <string>

#include "engine/core/error.h"
#include "engine/core/translatable.h"

namespace engine::evaluate {

namespace {

constexpr std::array kExplanations{
    Explanation{"roc-auc", QT_TRANSLATE_NOOP("Metric", "ROC-AUC"),
                QT_TRANSLATE_NOOP("Metric", "Take one track that has the tag and one that does not. ROC-AUC is how often the model scores the first one higher; "
                "equal scores count half. It does not depend on a threshold or on how rare the tag is."),
                QT_TRANSLATE_NOOP("Metric", "0.5")},
    Explanation{"average-precision", QT_TRANSLATE_NOOP("Metric", "Average precision"),
                QT_TRANSLATE_NOOP("Metric", "Sort all tracks by the tag's score, best first. Average precision is the share of right tracks down the list, averaged "
                "over the places where a right one stands. Papers call it PR-AUC."),
                QT_TRANSLATE_NOOP("Metric", "the share of tracks that have the tag")},
    Explanation{"interval", QT_TRANSLATE_NOOP("Metric", "95 % interval"),
                QT_TRANSLATE_NOOP("Metric", "With other test tracks of the same kind the value would move. In 95 of 100 such repetitions the interval holds the true "
                "value. Few tracks with the tag make it wide."),
                QT_TRANSLATE_NOOP("Metric", "0.5 inside the interval: could be luck")},
    Explanation{"better-than-chance", QT_TRANSLATE_NOOP("Metric", "Better than chance"),
                QT_TRANSLATE_NOOP("Metric", "Yes, if even the lower end of the ROC-AUC interval is above 0.5. Not enough data, if fewer than two tracks have (or lack) "
                "the tag, or if so few stand in perfect order that no spread can be estimated."),
                QT_TRANSLATE_NOOP("Metric", "about 1 tag in 40 by luck")},
    Explanation{"threshold", QT_TRANSLATE_NOOP("Metric", "Threshold"),
                QT_TRANSLATE_NOOP("Metric", "A tag is given to a track when its score reaches the threshold. It is the score with the best F1 on the validation tracks; "
                "the test tracks shown here had no part in choosing it."),
                ""},
    Explanation{"precision", QT_TRANSLATE_NOOP("Metric", "Precision"),
                QT_TRANSLATE_NOOP("Metric", "Of the tracks that were given the tag, the share that really have it."),
                QT_TRANSLATE_NOOP("Metric", "the share of tracks that have the tag")},
    Explanation{"recall", QT_TRANSLATE_NOOP("Metric", "Recall"),
                QT_TRANSLATE_NOOP("Metric", "Of the tracks that really have the tag, the share that was found."),
                QT_TRANSLATE_NOOP("Metric", "the share of tracks that are given the tag")},
    Explanation{"f1", QT_TRANSLATE_NOOP("Metric", "F1"),
                QT_TRANSLATE_NOOP("Metric", "One number for precision and recall (their harmonic mean): high only if both are high."),
                ""},
    Explanation{"macro", QT_TRANSLATE_NOOP("Metric", "Macro mean"),
                QT_TRANSLATE_NOOP("Metric", "The plain mean over tags: a rare tag counts as much as a common one. Tags without a value are left out and named."),
                QT_TRANSLATE_NOOP("Metric", "0.5 for ROC-AUC")},
    Explanation{"micro", QT_TRANSLATE_NOOP("Metric", "Micro mean"),
                QT_TRANSLATE_NOOP("Metric", "All track and tag pairs in one pot: common tags count more."),
                QT_TRANSLATE_NOOP("Metric", "0.5 for ROC-AUC")},
    Explanation{"roc-curve", QT_TRANSLATE_NOOP("Metric", "ROC curve"),
                QT_TRANSLATE_NOOP("Metric", "Every point is a threshold, from strict (left) to lenient (right). Upwards: more of the tracks that have the tag "
                "are found. To the right: more of those that lack it are given it by mistake. The area under the curve is ROC-AUC."),
                QT_TRANSLATE_NOOP("Metric", "the dashed diagonal")},
    Explanation{"precision-recall", QT_TRANSLATE_NOOP("Metric", "Precision and recall"),
                QT_TRANSLATE_NOOP("Metric", "Every point is a threshold, from strict (left) to lenient (right). To the right: more of the tracks that have the "
                "tag are found. Upwards: fewer of the tracks that are given the tag lack it. The ring is the threshold in use."),
                QT_TRANSLATE_NOOP("Metric", "the dashed level, the share of tracks that have the tag")},
    Explanation{"confusion", QT_TRANSLATE_NOOP("Metric", "Confusion matrix"),
                QT_TRANSLATE_NOOP("Metric", "Rows: the class a track has. Columns: the class the model named. The diagonal is right; a bright cell off it is a pair of "
                "classes the model mixes up."),
                ""},
    Explanation{"tag-confusion", QT_TRANSLATE_NOOP("Metric", "Tag confusion"),
                QT_TRANSLATE_NOOP("Metric", "Rows: tracks that truly have a tag. Columns: which tags they were given. Tags that often go together in music are bright "
                "off the diagonal too, so not every such cell is a mistake."),
                ""},
    Explanation{"map", QT_TRANSLATE_NOOP("Metric", "Map"),
                QT_TRANSLATE_NOOP("Metric", "Each point is a track; tracks whose tag scores are alike lie close together (t-SNE). Neighbourhoods mean something, "
                "distances between far groups do not."),
                ""},
};

}  // namespace

std::span<const Explanation> explanations()
{
    return kExplanations;
}

const Explanation& explanation(std::string_view id)
{
    const auto found = std::find_if(kExplanations.begin(), kExplanations.end(), [id](const Explanation& e) { return e.id == id; });
    if (found == kExplanations.end()) throw Error(ErrorCode::NotFound, std::string(id), "there is no explanation of this metric");
    return *found;
}

}  // namespace engine::evaluate
