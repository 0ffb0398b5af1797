namespace Simpul.Bus;

/// <summary>What is wrong with a stored log.</summary>
public enum LogFaultKind
{
    /// <summary>Positions without an event.</summary>
    EventMissing,

    /// <summary>An event at a position that was already passed: inserted, doubled or out of order.</summary>
    EventRepeated,

    /// <summary>The event's bytes do not hash to its stored leaf hash: one of the two was edited.</summary>
    EventAltered,

    /// <summary>The event says of itself that it stands elsewhere.</summary>
    EventMoved,

    /// <summary>A stored subtree hash is missing, or not the one that the leaf hashes give.</summary>
    SubtreeDiffers,

    /// <summary>A stored checkpoint cannot be read, or is of another log.</summary>
    CheckpointUnreadable,

    /// <summary>A stored checkpoint carries no valid signature by a known key.</summary>
    CheckpointUnsigned,

    /// <summary>The log is not the one that was signed: somewhere in the range an event and its leaf hash were replaced together.</summary>
    CheckpointDiffers,
}

/// <summary>One finding of a <see cref="LogCheck"/>.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="First">Index of the first event concerned.</param>
/// <param name="Last">Index of the last event concerned; before <paramref name="First"/> where no event is.</param>
/// <param name="Detail">A sentence in English for the operator.</param>
public sealed record LogFault(LogFaultKind Kind, long First, long Last, string Detail);

/// <summary>A subtree hash as it is stored.</summary>
/// <param name="Level">8, 16, 24...</param>
/// <param name="Index">Position among the subtrees of its level.</param>
/// <param name="Hash">Its root.</param>
public sealed record StoredSubtree(int Level, long Index, byte[] Hash);
