#include "engine/checkpoint/pickle.h"

#include <array>
#include <bit>
#include <cstdio>
#include <cstring>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "engine/core/error.h"

namespace engine::checkpoint {

namespace {

using Kind = PickleValue::Kind;
using Index = PickleValue::Index;

enum Allowed : std::int64_t { kOrderedDict, kRebuildTensorV2, kRebuildTensor, kRebuildParameter, kSize };

struct KnownCallable {
    std::string_view module, name;
    Allowed id;
};
constexpr std::array<KnownCallable, 5> kCallables{{{"collections", "OrderedDict", kOrderedDict},
                                                   {"torch._utils", "_rebuild_tensor_v2", kRebuildTensorV2},
                                                   {"torch._utils", "_rebuild_tensor", kRebuildTensor},
                                                   {"torch._utils", "_rebuild_parameter", kRebuildParameter},
                                                   {"torch", "Size", kSize}}};

struct KnownStorage {
    std::string_view name;
    DType dtype;
};
constexpr std::array<KnownStorage, 10> kStorages{{{"DoubleStorage", DType::Float64},
                                                  {"FloatStorage", DType::Float32},
                                                  {"HalfStorage", DType::Float16},
                                                  {"BFloat16Storage", DType::BFloat16},
                                                  {"LongStorage", DType::Int64},
                                                  {"IntStorage", DType::Int32},
                                                  {"ShortStorage", DType::Int16},
                                                  {"CharStorage", DType::Int8},
                                                  {"ByteStorage", DType::UInt8},
                                                  {"BoolStorage", DType::Bool}}};
constexpr std::array<std::string_view, 13> kDtypes{"float64", "double", "float32", "float", "float16", "half", "bfloat16",
                                                   "int64",   "int32",  "int16",   "int8",  "uint8",   "bool"};

constexpr std::size_t kMaxValues = 10'000'000;

class Machine {
public:
    Machine(std::span<const std::byte> bytes, const std::string& subject) : m_bytes(bytes), m_subject(subject) {}

    Pickle run()
    {
        while (!m_done)
            execute(byte());
        if (m_stack.size() != 1 || !m_marks.empty()) corrupt("STOP does not leave one value");
        m_pickle.root = m_stack.back();
        m_pickle.consumed = m_position;
        return std::move(m_pickle);
    }

private:
    [[noreturn]] void corrupt(const std::string& what) const
    {
        throw Error(ErrorCode::Corrupt, m_subject, "broken pickle: " + what);
    }
    [[noreturn]] void unsafe(const std::string& what) const
    {
        throw Error(ErrorCode::Unsafe, m_subject, "holds " + what + ", which is never made here; save the state_dict() alone");
    }

    // --- bytes ---
    std::span<const std::byte> take(std::uint64_t count)
    {
        if (count > m_bytes.size() - m_position) throw Error(ErrorCode::Truncated, m_subject, "ends inside a pickle");
        const auto piece = m_bytes.subspan(m_position, static_cast<std::size_t>(count));
        m_position += static_cast<std::size_t>(count);
        return piece;
    }
    unsigned byte() { return std::to_integer<unsigned>(take(1)[0]); }
    template <typename T>
    T number()
    {
        T value;
        std::memcpy(&value, take(sizeof value).data(), sizeof value);
        return value;
    }
    std::string text(std::uint64_t length)
    {
        const auto piece = take(length);
        return {reinterpret_cast<const char*>(piece.data()), piece.size()};
    }
    std::string line()
    {
        std::string read;
        for (unsigned c = byte(); c != '\n'; c = byte())
            read += static_cast<char>(c);
        return read;
    }

    // --- stack and memo ---
    PickleValue& value(Index index) { return m_pickle.values[index]; }
    Index make(PickleValue made)
    {
        if (m_pickle.values.size() >= kMaxValues) throw Error(ErrorCode::TooLarge, m_subject, "the pickle holds too many values");
        m_pickle.values.push_back(std::move(made));
        return static_cast<Index>(m_pickle.values.size() - 1);
    }
    void push(PickleValue made) { m_stack.push_back(make(std::move(made))); }
    void pushKind(Kind kind) { push({.kind = kind}); }
    void pushInt(std::int64_t number) { push({.kind = Kind::Int, .integer = number}); }
    void pushText(std::string read) { push({.kind = Kind::Text, .text = std::move(read)}); }
    std::size_t floor() const { return m_marks.empty() ? 0 : m_marks.back(); }
    Index pop()
    {
        if (m_stack.size() <= floor()) corrupt("the stack is empty");
        const auto top = m_stack.back();
        m_stack.pop_back();
        return top;
    }
    Index top()
    {
        if (m_stack.size() <= floor()) corrupt("the stack is empty");
        return m_stack.back();
    }
    std::vector<Index> popToMark()
    {
        if (m_marks.empty()) corrupt("no mark");
        const auto start = static_cast<std::ptrdiff_t>(m_marks.back());
        m_marks.pop_back();
        std::vector<Index> items(m_stack.begin() + start, m_stack.end());
        m_stack.resize(static_cast<std::size_t>(start));
        return items;
    }
    void remember(std::uint32_t slot) { m_memo[slot] = top(); }
    void recall(std::uint32_t slot)
    {
        const auto found = m_memo.find(slot);
        if (found == m_memo.end()) corrupt("an unknown memo entry");
        m_stack.push_back(found->second);
    }

    // --- opcodes ---
    void execute(unsigned opcode);
    bool executeConstant(unsigned opcode);
    bool executeContainer(unsigned opcode);
    void pushTuple(std::size_t count);
    void extend(Kind kind, const std::vector<Index>& items);
    void pushLong();
    void pushGlobal(const std::string& module, const std::string& name);
    void reduce();
    void pushTensor(const std::vector<Index>& arguments);
    void build();
    void pushStorage();
    const PickleValue& argument(const std::vector<Index>& arguments, std::size_t position, Kind kind);

    std::span<const std::byte> m_bytes;
    const std::string& m_subject;
    std::size_t m_position = 0;
    bool m_done = false;
    Pickle m_pickle;
    std::vector<Index> m_stack;
    std::vector<std::size_t> m_marks;
    std::unordered_map<std::uint32_t, Index> m_memo;
};

void Machine::execute(unsigned opcode)
{
    if (executeConstant(opcode) || executeContainer(opcode)) return;
    switch (opcode) {
        case 0x80:   // PROTO
            if (const auto version = byte(); version < 2 || version > 5)
                throw Error(ErrorCode::Unsupported, m_subject, "pickle protocol " + std::to_string(version));
            return;
        case 0x95: number<std::uint64_t>(); return;                                  // FRAME
        case '.': m_done = true; return;                                             // STOP
        case '0': pop(); return;                                                     // POP
        case '1': popToMark(); return;                                               // POP_MARK
        case '2': m_stack.push_back(top()); return;                                  // DUP
        case 'q': remember(byte()); return;                                          // BINPUT
        case 'r': remember(number<std::uint32_t>()); return;                         // LONG_BINPUT
        case 0x94: remember(static_cast<std::uint32_t>(m_memo.size())); return;      // MEMOIZE
        case 'h': recall(byte()); return;                                            // BINGET
        case 'j': recall(number<std::uint32_t>()); return;                           // LONG_BINGET
        case 'c': {                                                                  // GLOBAL
            const auto module = line();
            pushGlobal(module, line());
            return;
        }
        case 0x93: {                                                                 // STACK_GLOBAL
            const auto name = pop();
            const auto module = pop();
            if (value(name).kind != Kind::Text || value(module).kind != Kind::Text) corrupt("a class name that is not text");
            pushGlobal(value(module).text, value(name).text);
            return;
        }
        case 'R': reduce(); return;
        case 'b': build(); return;
        case 'Q': pushStorage(); return;                                             // BINPERSID
        default: break;
    }
    char hex[8];
    std::snprintf(hex, sizeof hex, "0x%02x", opcode);
    unsafe(std::string("the pickle operation ") + hex);
}

bool Machine::executeConstant(unsigned opcode)
{
    switch (opcode) {
        case 'N': pushKind(Kind::None); return true;
        case 0x88: push({.kind = Kind::Bool, .integer = 1}); return true;            // NEWTRUE
        case 0x89: push({.kind = Kind::Bool, .integer = 0}); return true;            // NEWFALSE
        case 'J': pushInt(number<std::int32_t>()); return true;                      // BININT
        case 'K': pushInt(byte()); return true;                                      // BININT1
        case 'M': pushInt(number<std::uint16_t>()); return true;                     // BININT2
        case 0x8a: pushLong(); return true;                                          // LONG1
        case 'G':                                                                    // BINFLOAT, big-endian
            push({.kind = Kind::Float, .real = std::bit_cast<double>(__builtin_bswap64(number<std::uint64_t>()))});
            return true;
        case 'U':                                                                    // SHORT_BINSTRING
        case 0x8c: pushText(text(byte())); return true;                              // SHORT_BINUNICODE
        case 'T':                                                                    // BINSTRING
        case 'X': pushText(text(number<std::uint32_t>())); return true;              // BINUNICODE
        case 0x8d: pushText(text(number<std::uint64_t>())); return true;             // BINUNICODE8
        default: return false;
    }
}

bool Machine::executeContainer(unsigned opcode)
{
    switch (opcode) {
        case '(': m_marks.push_back(m_stack.size()); return true;                    // MARK
        case ')': pushTuple(0); return true;
        case 0x85: pushTuple(1); return true;
        case 0x86: pushTuple(2); return true;
        case 0x87: pushTuple(3); return true;
        case 't': {
            auto items = popToMark();
            push({.kind = Kind::Tuple, .items = std::move(items)});
            return true;
        }
        case ']': pushKind(Kind::List); return true;
        case '}': pushKind(Kind::Dict); return true;
        case 'a': extend(Kind::List, {pop()}); return true;                          // APPEND
        case 'e': extend(Kind::List, popToMark()); return true;                      // APPENDS
        case 's': {                                                                  // SETITEM
            const auto item = pop();
            const auto key = pop();
            extend(Kind::Dict, {key, item});
            return true;
        }
        case 'u': extend(Kind::Dict, popToMark()); return true;                      // SETITEMS
        default: return false;
    }
}

void Machine::pushTuple(std::size_t count)
{
    std::vector<Index> items(count);
    for (std::size_t i = count; i-- > 0;)
        items[i] = pop();
    push({.kind = Kind::Tuple, .items = std::move(items)});
}

void Machine::extend(Kind kind, const std::vector<Index>& items)
{
    auto& target = value(top());
    if (target.kind != kind) corrupt("items are added to something else than a list or a dictionary");
    if (kind == Kind::Dict && items.size() % 2 != 0) corrupt("a key without a value");
    target.items.insert(target.items.end(), items.begin(), items.end());
}

void Machine::pushLong()
{
    const auto length = byte();
    if (length > 8) throw Error(ErrorCode::Unsupported, m_subject, "holds an integer of more than 64 bits");
    std::uint64_t bits = 0;
    const auto piece = take(length);
    for (std::size_t i = 0; i < piece.size(); ++i)
        bits |= std::to_integer<std::uint64_t>(piece[i]) << (8 * i);
    // Two's complement of `length` bytes: the top bit is the sign.
    if (length > 0 && length < 8 && ((bits >> (8 * length - 1)) & 1u) != 0) bits |= ~std::uint64_t{0} << (8 * length);
    pushInt(static_cast<std::int64_t>(bits));
}

void Machine::pushGlobal(const std::string& module, const std::string& name)
{
    for (const auto& known : kCallables)
        if (module == known.module && name == known.name) return push({.kind = Kind::Callable, .integer = known.id});
    if (module == "torch") {
        for (const auto& known : kStorages)
            if (name == known.name) return push({.kind = Kind::StorageClass, .dtype = known.dtype});
        for (const auto known : kDtypes)
            if (name == known) return pushKind(Kind::Token);
    }
    unsafe("the class " + module + "." + name);
}

const PickleValue& Machine::argument(const std::vector<Index>& arguments, std::size_t position, Kind kind)
{
    if (position >= arguments.size() || value(arguments[position]).kind != kind)
        corrupt("a call with other arguments than PyTorch writes");
    return value(arguments[position]);
}

void Machine::reduce()
{
    const auto argumentsAt = pop();
    const auto callableAt = pop();
    if (value(callableAt).kind != Kind::Callable) corrupt("a call of something that is no function");
    if (value(argumentsAt).kind != Kind::Tuple) corrupt("a call without a tuple of arguments");
    const auto arguments = value(argumentsAt).items;
    switch (static_cast<Allowed>(value(callableAt).integer)) {
        case kOrderedDict:
            if (!arguments.empty()) corrupt("an OrderedDict with arguments");
            return pushKind(Kind::Dict);
        case kSize:
            argument(arguments, 0, Kind::Tuple);
            m_stack.push_back(arguments[0]);
            return;
        case kRebuildParameter:
            argument(arguments, 0, Kind::Tensor);
            m_stack.push_back(arguments[0]);
            return;
        case kRebuildTensor:
        case kRebuildTensorV2: return pushTensor(arguments);
    }
}

void Machine::pushTensor(const std::vector<Index>& arguments)
{
    argument(arguments, 0, Kind::Storage);
    const auto offset = argument(arguments, 1, Kind::Int).integer;
    for (const std::size_t list : {2u, 3u})
        for (const auto item : argument(arguments, list, Kind::Tuple).items)
            if (value(item).kind != Kind::Int) corrupt("a size or stride that is no integer");
    push({.kind = Kind::Tensor, .integer = offset, .items = {arguments[0], arguments[2], arguments[3]}});
}

void Machine::build()
{
    // PyTorch leaves `_metadata` on the OrderedDict of a state_dict; it says nothing a reader needs.
    pop();
    if (value(top()).kind != Kind::Dict) unsafe("an object with a state of its own");
}

void Machine::pushStorage()
{
    const auto id = pop();
    if (value(id).kind != Kind::Tuple) corrupt("a storage without a description");
    const auto parts = value(id).items;
    if (argument(parts, 0, Kind::Text).text != "storage") corrupt("a persistent object that is no storage");
    const auto dtype = argument(parts, 1, Kind::StorageClass).dtype;
    const auto key = argument(parts, 2, Kind::Text).text;
    argument(parts, 3, Kind::Text);   // the device it was on: everything comes to the CPU
    const auto count = argument(parts, 4, Kind::Int).integer;
    if (parts.size() > 5 && value(parts[5]).kind != Kind::None)
        throw Error(ErrorCode::Unsupported, m_subject, "holds views of storages in the form of 2016");
    if (key.empty() || key.find_first_not_of("0123456789") != std::string::npos || count < 0)
        corrupt("a storage with an impossible key or size");
    push({.kind = Kind::Storage, .dtype = dtype, .integer = count, .text = key});
}

}  // namespace

Pickle readPickle(std::span<const std::byte> bytes, const std::string& subject)
{
    return Machine(bytes, subject).run();
}

}  // namespace engine::checkpoint
