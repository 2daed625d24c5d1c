#pragma once
#include <torch/torch.h>

#include <memory>
#include <string>
#include <vector>

#include "engine/core/run_control.h"
#include "engine/models/network.h"
#include "engine/neural/training.h"
#include "engine/train/learning_plan.h"
#include "engine/train/noisy_student.h"
#include "engine/train/training_checkpoint.h"

namespace engine::train
{

/// One training run: binary cross-entropy on the logits. What a batch does depends on (seed, epoch, batch) only:
/// dropout and augmentation are seeded anew for each, so a run resumed after a kill computes what an undisturbed one
/// does (bit for bit with one thread).
class Trainer
{
public:
    Trainer(const neural::TrainConfig& config, neural::BatchSource& train, neural::BatchSource* valid,
            neural::EpochSink& sink, RunControl& control);
    neural::TrainOutcome run();

private:
    void startOrResume();
    void takeInitialState();
    void takeWeights(const std::vector<checkpoint::TensorBytes>& tensors, std::string_view prefix);
    void chooseLearned();
    void makeOptimiser(OptimiserKind kind);
    void beginStage(int epoch);
    void setRate(double rate);
    neural::EpochReport runEpoch(int epoch);
    neural::PartOutput trainPart(int epoch);
    neural::PartOutput validPart(int epoch);
    torch::Tensor learn(const neural::HostBatch& batch, std::uint64_t seed);
    torch::Tensor learningLogits(const torch::Tensor& input);
    torch::Tensor learnFromTeacher(const neural::HostBatch& batch, std::uint64_t seed);
    torch::Tensor lossOf(const torch::Tensor& logits, const torch::Tensor& target,
                         const torch::Tensor& weights = {}) const;
    void refuseChangedTeacher() const;
    void step();
    void setMode(bool learning);
    torch::Tensor inputOf(const neural::BatchSource& source, const neural::HostBatch& batch) const;
    torch::Tensor targetOf(const neural::BatchSource& source, const neural::HostBatch& batch) const;
    void finishEpoch(const neural::EpochReport& report);
    bool isStale() const;
    std::string stage(const char* part, int epoch) const;

    const neural::TrainConfig& m_config;
    neural::BatchSource& m_train;
    neural::BatchSource* m_valid;
    neural::EpochSink& m_sink;
    RunControl& m_control;
    torch::Device m_device;
    CheckpointFolder m_folder;
    std::shared_ptr<models::Network> m_network;
    OptimiserKind m_kind = OptimiserKind::Adam;
    std::unique_ptr<torch::optim::Optimizer> m_optimiser;
    std::vector<torch::Tensor> m_backbone,
        m_head;                               ///< what learns: two groups of the optimiser, the first may be empty
    std::vector<std::string> m_learnedNames;  ///< of the optimiser's parameters, in its order
    torch::Tensor m_positiveWeights;          ///< undefined = none
    std::unique_ptr<StudentTeacher> m_teacher;  ///< of a noisy student
    std::string m_teacherSha256;
    double m_unlabelledLoss = 0;  ///< summed over the rows of the epoch under way
    std::size_t m_unlabelledRows = 0;
    int m_waiting = 0;                        ///< batches whose gradients no step has used yet
    Standing m_standing;
};

}  // namespace engine::train
