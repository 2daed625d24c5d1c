#pragma once
#include <torch/torch.h>

#include <memory>
#include <span>
#include <string>
#include <vector>

#include "engine/core/run_control.h"
#include "engine/neural/codified.h"
#include "engine/train/calm_language_model.h"
#include "engine/train/calm_vq_vae.h"
#include "engine/train/training_checkpoint.h"

namespace engine::train
{

/// Learns a codified model's codes from clips: waveforms of clipSamples(), batches as a BatchSource gives them, one after another through its
/// epochs. What a step learns from depends on (seed, step) alone, so a resumed one goes on as if it had not been interrupted.
class CodeTrainer
{
public:
    CodeTrainer(const neural::CodifiedConfig& config, neural::BatchSource& clips, neural::CodifiedSink& sink, RunControl& control);
    void run();

private:
    void startOrResume();
    neural::CodeRound runRound(int round);
    /// One step; adds to the sums of `report` and counts codes.
    void learn(const neural::HostBatch& batch, std::int64_t step, neural::CodeRound& report, torch::Tensor& counted);
    void keep(int round);

    neural::CodifiedConfig m_config;
    neural::BatchSource& m_clips;
    neural::CodifiedSink& m_sink;
    RunControl& m_control;
    torch::Device m_device;
    CheckpointFolder m_folder;
    VqVae m_network;
    std::unique_ptr<torch::optim::Adam> m_optimiser;
    std::vector<std::string> m_names;
    int m_round = 0;
};

/// Learns which code comes next from sequences that a finished CodeTrainer's model gave. A step takes `batch` windows of `context` codes
/// from random places, longer sequences more often.
class LanguageTrainer
{
public:
    LanguageTrainer(const neural::CodifiedConfig& config, std::span<const neural::Codes> sequences, neural::CodifiedSink& sink, RunControl& control);
    void run();

private:
    void startOrResume();
    neural::LanguageRound runRound(int round);
    double learn(std::int64_t step);
    /// [batch, steps] of a step; what a short sequence lacks at its end is -1.
    torch::Tensor windowsOf(std::int64_t step) const;
    void keep(int round);

    neural::CodifiedConfig m_config;
    std::span<const neural::Codes> m_sequences;
    neural::CodifiedSink& m_sink;
    RunControl& m_control;
    torch::Device m_device;
    CheckpointFolder m_folder;
    CodeLanguageModel m_network;
    std::unique_ptr<torch::optim::AdamW> m_optimiser;
    std::vector<std::string> m_names;
    std::vector<std::size_t> m_ends;   ///< running sum of the sequences' lengths
    int m_round = 0;
};

}  // namespace engine::train
