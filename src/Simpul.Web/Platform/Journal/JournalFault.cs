namespace Simpul.Web.Platform.Journal;

/// <summary>What is wrong with the stored journal. The names are stable: scripts read them.</summary>
public enum JournalFaultKind
{
    /// <summary>Positions without an event.</summary>
    EventMissing,

    /// <summary>An event at a position that was already passed.</summary>
    EventRepeated,

    /// <summary>The body does not hash to the stored leaf hash: one of the two was edited.</summary>
    EventAltered,

    /// <summary>The event says of itself that it stands elsewhere: it was moved, or another was inserted or removed before it.</summary>
    EventMoved,

    /// <summary>The body is not canonical JSON.</summary>
    EventNotCanonical,

    /// <summary>A column that repeats a part of the body says something else.</summary>
    ColumnDiffers,

    /// <summary>Events that no valid signature covers.</summary>
    EventUnsigned,

    /// <summary>The head row is not the journal's: its size, its frontier or its checkpoint.</summary>
    HeadDiffers,

    /// <summary>A stored subtree hash is missing, or not the one that the leaf hashes give.</summary>
    SubtreeDiffers,

    /// <summary>A checkpoint cannot be read, or is of another journal.</summary>
    CheckpointUnreadable,

    /// <summary>A checkpoint carries no valid signature by a key of this instance.</summary>
    CheckpointUnsigned,

    /// <summary>The journal is not the one that was signed: somewhere in the range a body and its leaf hash were replaced together.</summary>
    CheckpointDiffers,

    /// <summary>The columns of a published checkpoint do not say what its note says.</summary>
    CheckpointMoved,
}

/// <summary>Something that verification found.</summary>
/// <param name="First">The first event that it concerns; null where it concerns none.</param>
/// <param name="Last">The last one.</param>
/// <param name="Action">What that event says happened, where it is one event and it is there.</param>
/// <param name="Subject">To what, as <c>kind/id</c>.</param>
/// <param name="Detail">A sentence in English for the operator.</param>
public sealed record JournalFault(JournalFaultKind Kind, long? First, long? Last, string? Action, string? Subject, string Detail)
{
    /// <summary>Whether it names one event, or events that are not there, and not only a range in which one was changed.</summary>
    internal bool IsExact => Kind is JournalFaultKind.EventMissing or JournalFaultKind.EventRepeated or JournalFaultKind.EventAltered or JournalFaultKind.EventMoved
        or JournalFaultKind.EventNotCanonical or JournalFaultKind.ColumnDiffers;
}

/// <summary>What verification came to.</summary>
/// <param name="Root">The root over all stored events, in Base64; what a checkpoint of this size must say.</param>
/// <param name="Checkpoints">Signed checkpoints that were held against the events.</param>
/// <param name="SealedTo">So many events, from the first on, are those that a valid signature covers.</param>
/// <param name="Faults">By place, at most <see cref="Simpul.Bus.LogCheck.MaxFaults"/> of each check.</param>
/// <param name="FaultCount">All of them, also those beyond the limit.</param>
public sealed record JournalReport(string Origin, long Events, string Root, int Checkpoints, long SealedTo, TimeSpan Took, IReadOnlyList<JournalFault> Faults, long FaultCount)
{
    public bool Holds => FaultCount == 0;

    /// <summary>The first bad event; where none can be named exactly, the narrowest range in which one is; null where all holds.</summary>
    public JournalFault? First => Faults.Where(fault => fault.IsExact).MinBy(fault => fault.First)
        ?? Faults.Where(fault => fault.First is not null && fault.Last >= fault.First).MinBy(fault => (fault.Last - fault.First, fault.First))
        ?? (Faults.Count > 0 ? Faults[0] : null);
}
