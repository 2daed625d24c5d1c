#include "engine/demo/composer.h"

#include <cmath>
#include <utility>

#include "engine/demo/players.h"

namespace engine::demo {

namespace {

enum Stream : std::uint64_t { kChordPlayer = 301, kPadPlayer, kLeadPlayer, kBassPlayer, kDrummer, kHandDrummer, kArtistSound, kTrackSound };

constexpr int kOverdriven = 29, kDistorted = 30;   ///< the guitars of General MIDI that carry power chords
constexpr int kChordCentre = 60, kPadCentre = 57;

class Composer {
public:
    Composer(const TrackPlan& plan, double durationSeconds)
        : m_plan(plan),
          m_style(*plan.style),
          m_sketch(sketchTrack(plan, durationSeconds)),
          m_mood(*m_sketch.mood),
          m_track{plan.seed, static_cast<std::uint64_t>(plan.index), kTrackSound}
    {
        auto sound = habit(kArtistSound);
        m_detuneCents = 15 * sound.bell();
        m_brightnessCents = m_mood.brightnessCents + 300 * sound.bell() + 200 * m_track.bell();
    }

    Score write()
    {
        Score score;
        score.durationSeconds = m_sketch.durationSeconds;
        score.roomSize = 0.2 + 0.6 * m_mood.reverb;
        score.peak = 0.45 + 0.45 * m_mood.velocity / 127;
        score.voices.push_back(chords());
        if (m_plan.pad) score.voices.push_back(pad());
        if (m_plan.lead) score.voices.push_back(lead());
        if (m_plan.bass) score.voices.push_back(bass());
        if (m_plan.drums) score.voices.push_back(drums());
        if (m_plan.percussion) score.voices.push_back(hands());
        return score;
    }

private:
    Dice player(Stream stream) const { return Dice{m_plan.seed, static_cast<std::uint64_t>(m_plan.index), stream}; }

    /// Choices an artist makes the same way in all tracks.
    Dice habit(Stream stream) const { return Dice{m_plan.seed, m_plan.artistNumber, stream, kArtistSound}; }

    Voice voice(int program, int volume, int pan)
    {
        const int send = static_cast<int>(20 + 90 * m_mood.reverb);
        return {.program = program, .volume = volume + m_track.whole(-8, 8), .pan = pan + m_track.whole(-10, 10), .reverbSend = send,
                .brightnessCents = m_brightnessCents, .detuneCents = m_detuneCents, .notes = {}};
    }

    Voice chords()
    {
        auto mine = habit(kChordPlayer);
        auto kind = mine.pick(m_style.comps);
        if (kind == CompKind::Power && m_plan.chords != Instrument::ElectricGuitar) kind = CompKind::Blocks;
        if (m_plan.chords == Instrument::Strings && kind == CompKind::Strum) kind = CompKind::Blocks;
        if (m_plan.chords == Instrument::ElectricGuitar && kind == CompKind::Pad) kind = CompKind::Strum;
        const int program = kind == CompKind::Power ? (mine.chance(0.5) ? kDistorted : kOverdriven)
                                                    : mine.pick(chordPrograms(m_plan.chords));
        auto result = voice(program, 88, 44);
        result.notes = playChords(m_sketch, kind, kChordCentre + m_mood.shiftSemitones / 2, player(kChordPlayer));
        return result;
    }

    Voice pad()
    {
        auto result = voice(habit(kPadPlayer).pick(chordPrograms(*m_plan.pad)), 84, 78);
        result.notes = playPad(m_sketch, kPadCentre + m_mood.shiftSemitones, player(kPadPlayer));
        return result;
    }

    Voice lead()
    {
        auto program = habit(kLeadPlayer).pick(leadPrograms(*m_plan.lead));
        if (*m_plan.lead == Instrument::ElectricGuitar && m_style.comps.front() == CompKind::Power) program = kOverdriven;
        auto result = voice(program, 124, 70);
        result.notes = playLead(m_sketch, leadCentre(*m_plan.lead) + m_mood.shiftSemitones, player(kLeadPlayer));
        return result;
    }

    Voice bass()
    {
        auto mine = habit(kBassPlayer);
        auto result = voice(mine.pick(m_style.bassPrograms), 96, 64);
        result.reverbSend /= 4;   // a reverberant bass is mud
        result.notes = playBass(m_sketch, mine.pick(m_style.basses), player(kBassPlayer));
        return result;
    }

    Voice drums()
    {
        auto result = voice(habit(kDrummer).pick(m_style.kits), 86, 64);
        result.isKit = true;
        result.reverbSend /= 2;
        result.notes = playGroove(m_sketch, m_track.pick(m_style.grooves), true, player(kDrummer));
        return result;
    }

    Voice hands()
    {
        auto result = voice(0, 104, 90);
        result.isKit = true;
        result.notes = playGroove(m_sketch, m_track.pick(m_style.handGrooves), false, player(kHandDrummer));
        return result;
    }

    const TrackPlan& m_plan;
    const Style& m_style;
    Sketch m_sketch;
    const MoodShape& m_mood;
    Dice m_track;
    double m_detuneCents = 0;
    double m_brightnessCents = 0;
};

}  // namespace

Score compose(const TrackPlan& plan, double durationSeconds)
{
    return Composer(plan, durationSeconds).write();
}

}  // namespace engine::demo
