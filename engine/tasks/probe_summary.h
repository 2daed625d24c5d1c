#pragma once
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/core/json.h"
#include "engine/report/label_chart.h"
#include "engine/store/probe_store.h"

namespace engine::tasks {

/// Mean and spread of one measure over seeds; undefined values are left out.
struct Spread {
    std::size_t seeds = 0;
    double mean = 0, low = 0, high = 0;      ///< of 1 or more seeds
    std::optional<double> deviation;         ///< sample standard deviation, of 2 or more
};
std::optional<Spread> spreadOf(std::span<const double> values);

/// One of the layers that a probe was chosen from by the validation part.
struct LayerShown {
    int layer = 0;
    std::size_t chosen = 0;                  ///< by so many seeds
    std::optional<Spread> validation;        ///< ROC-AUC on the validation part
};

/// Probes that differ by their seeds only.
struct ProbeCell {
    std::string encoder, name, probe;        ///< name: of the encoder, for people; it ends with the layers that were chosen ("calm 1, best layer 2/3")
    std::vector<LayerShown> layers;          ///< rising; empty where nothing was chosen
    double share = 1;                        ///< of the labels
    std::size_t trainTracks = 0, validTracks = 0;
    std::optional<Spread> rocAuc, averagePrecision;
};

/// In the order of the experiment's encoders and probes, then by share.
std::vector<ProbeCell> cellsOf(const store::ProbeExperiment& experiment, const std::vector<store::ProbeResult>& results);

enum class ProbeMeasureShown { RocAuc, AveragePrecision };
/// The label-efficiency chart of an experiment.
report::Drawing labelChartOf(const store::ProbeExperiment& experiment, const std::vector<store::ProbeResult>& results, ProbeMeasureShown measure,
                             double width = 720, double height = 380);

/// Every probe, a row each: encoder,name,probe,share,seed,train_tracks,valid_tracks,roc_auc,average_precision,layer (that was chosen).
std::string probeCsv(const store::ProbeExperiment& experiment, const std::vector<store::ProbeResult>& results);

/// {"experiment","name","state","tags","cells":[...],"grids":[...],"chance":{...}}; chance is there once a probe was measured,
/// grids (the best configuration of each) once a grid was; a cell has "layers":[{"layer","chosen","valid_roc_auc"}] where a layer was chosen.
Json summaryOf(const store::ProbeExperiment& experiment, const std::vector<store::ProbeResult>& results);

}  // namespace engine::tasks
