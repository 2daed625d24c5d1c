#pragma once
#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace engine::neural
{

/// What the numbers of a map are.
enum class AttributionUnit {
    Relative,    ///< comparable within one map only
    Attention,   ///< shares of the attention
    Logit,       ///< parts of the tag's logit; below 0 speaks against the tag
    Probability  ///< of the tag
};

/// A way of asking a network what it looked at: what people are told of it. How it is done is a file of engine/models.
/// The texts are marked for translation (context "Attribution").
struct AttributionCard {
    std::string_view id;       ///< "grad-cam"
    std::string_view name;     ///< for a list of choices
    std::string_view hint;     ///< what it is and which networks have it, one sentence
    std::string_view reading;  ///< how its picture is read
    AttributionUnit unit;
    bool sumsUp = false;  ///< its parts make up the whole difference to what it compares with
};

/// Every way there is.
std::span<const AttributionCard> attributionCards();
/// Throws Error{InvalidArgument} listing the ids there are.
const AttributionCard& attributionCard(std::string_view id);

/// What is asked about a batch of windows.
struct AttributionQuestion {
    std::string method;              ///< an id
    std::size_t tag = 0;
    std::vector<float> silence = {};  ///< [mels] what silence looks like in the network's input; without it 0
    /// Told now and then how much of the answer is there, 0 .. 1; what it throws ends the work.
    std::function<void(double share)> progress = {};
};

/// What parts of its input a network looked at. Column c covers the frames from firstFrame + c * framesPerColumn on.
struct Attribution {
    std::string layer;  ///< of several the last; "input" where no layer of the network is looked into
    std::size_t rows = 0;  ///< bands from the lowest up; 1 = all bands together
    std::size_t columns = 0;
    double firstFrame = 0;
    double framesPerColumn = 1;
    std::vector<float> values;  ///< [batch, rows, columns]; only logits go below 0; attention's sum over a window is <= 1
    std::vector<float> logits;  ///< [batch, tags]
    /// [batch] the tag's logit at what the method compares with (silence, everything covered). Empty: with nothing.
    std::vector<float> baseline = {};
    int passes = 1;  ///< through the network, for the window that took most
    /// [batch, tags, columns] probabilities, of a method that answers for all tags at once. Else empty.
    std::vector<float> tagColumns = {};
};

}  // namespace engine::neural
