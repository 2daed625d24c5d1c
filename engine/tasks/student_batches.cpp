#include "engine/tasks/student_batches.h"

#include <algorithm>
#include <map>

#include "engine/core/error.h"
#include "engine/core/random.h"
#include "engine/dsp/melgram.h"
#include "engine/jobs/map_parallel.h"

namespace engine::tasks {

namespace {

constexpr std::uint64_t kPieceStream = 0x756e6c6162656c;   // apart from the streams of the labelled windows

std::size_t shares(std::size_t all, std::size_t each)
{
    return (all + each - 1) / each;
}

void putMelgram(dsp::MelExtractor& extractor, const std::vector<float>& samples, std::size_t mels, std::size_t frames, float* out)
{
    const auto melgram = extractor(samples);
    if (melgram.mels != mels || melgram.frames < frames)
        throw Error(ErrorCode::Internal, "unlabelled piece", "its melgram has " + std::to_string(melgram.frames) + " frames, " + std::to_string(frames) + " are wanted");
    for (std::size_t band = 0; band < mels; ++band)
        std::copy_n(melgram.values.begin() + static_cast<std::ptrdiff_t>(band * melgram.frames), frames, out + band * frames);
}

}  // namespace

StudentBatches::StudentBatches(TrainingWindows& labelled, store::Workspace& workspace, const dsp::Preset& preset, const std::vector<TrackId>& unlabelled,
                               Config config, std::stop_token stop)
    : m_labelled(labelled), m_pieces(workspace, preset, unlabelled, config.samples, stop), m_preset(preset), m_config(config), m_stop(std::move(stop))
{
    m_config.unlabelled = std::min(m_config.unlabelled, m_pieces.count());
}

std::size_t StudentBatches::batchCount(int epoch) const
{
    const auto labelled = m_labelled.batchCount(epoch);
    if (labelled == 0 || m_config.unlabelled == 0) return 0;
    return std::max(labelled, shares(m_pieces.count(), m_config.unlabelled));
}

void StudentBatches::makePiece(int epoch, std::size_t pass, const std::vector<std::size_t>& order, std::size_t place, float* clean, float* changed) const
{
    std::vector<float> piece;
    SplitMix random(0);
    const auto start = [&](std::size_t item) {
        random = SplitMix{m_config.seed, static_cast<std::uint64_t>(epoch), pass, value(m_pieces.track(item)), kPieceStream};
        return random.below(m_pieces.starts(item));
    };
    m_pieces.read(order, place, start, piece);
    dsp::MelExtractor extractor(m_preset);
    putMelgram(extractor, piece, mels(), frames(), clean);
    dsp::augmentWave(piece, m_preset.sampleRateHz, m_config.noise, random);
    putMelgram(extractor, piece, mels(), frames(), changed);
}

void StudentBatches::fill(int epoch, std::size_t batch, neural::HostBatch& out)
{
    const auto labelledBatches = m_labelled.batchCount(epoch);
    const auto passes = shares(batchCount(epoch), labelledBatches);
    const auto labelledEpoch = static_cast<std::size_t>(epoch - 1) * passes + batch / labelledBatches + 1;
    m_labelled.fill(static_cast<int>(labelledEpoch), batch % labelledBatches, out);

    const auto cells = mels() * frames(), labelledRows = out.rows, rows = m_config.unlabelled;
    out.rows += rows;
    out.input.resize(out.rows * cells);
    out.clean.resize(rows * cells);
    const auto first = batch * rows, count = m_pieces.count();
    std::map<std::size_t, std::vector<std::size_t>> orders;   // by pass; a batch can reach into the next one
    for (const auto pass : {first / count, (first + rows - 1) / count})
        if (!orders.contains(pass)) orders[pass] = SplitMix{m_config.seed, static_cast<std::uint64_t>(epoch), pass, kPieceStream}.permutation(count);
    std::size_t next = 0;
    const auto source = [&]() -> std::optional<std::size_t> { return next < rows ? std::optional(next++) : std::nullopt; };
    const auto work = [&](std::size_t row) {
        const auto pass = (first + row) / count;
        makePiece(epoch, pass, orders.at(pass), (first + row) % count, out.clean.data() + row * cells, out.input.data() + (labelledRows + row) * cells);
        return row;
    };
    jobs::mapParallel(m_config.threads, m_stop, source, work, [](std::size_t) {});
    if (m_stop.stop_requested()) throw Cancelled{};
}

}  // namespace engine::tasks
