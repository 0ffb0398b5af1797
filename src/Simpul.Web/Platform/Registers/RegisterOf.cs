using System.Linq.Expressions;
using Simpul.Web.Data;
using Simpul.Web.Platform.Access;
using Simpul.Web.Platform.Outcomes;

namespace Simpul.Web.Platform.Registers;

/// <summary>The declaration of a register of one type of record.</summary>
public sealed class Register<T> : Register
    where T : class, IRecord, new()
{
    /// <summary>In the order of the form.</summary>
    public required IReadOnlyList<Field<T>> Of { get; init; }

    /// <summary>What a record is called where it is named; null where <see cref="TitledBy"/> says it.</summary>
    public Expression<Func<T, string>>? TitleOf { get; init; }

    /// <summary>For records without a name of their own: the fields whose shown values name them, such as person and office.</summary>
    public IReadOnlyList<string> TitledBy { get; init; } = [];

    /// <summary>The agency whose record it is; null where it belongs to the government as a whole.</summary>
    public Expression<Func<T, Guid?>>? AgencyOf { get; init; }

    /// <summary>The first order of the list: a field's key, with a minus for descending.</summary>
    public required string OrderedBy { get; init; }

    /// <summary>Rules that look at the whole record or at others: what is wrong, field by field. Asked before a save.</summary>
    public Func<IServiceProvider, T, CancellationToken, Task<IReadOnlyList<Refusal>>>? Rules { get; init; }

    /// <summary>What else a save does, in the same transaction.</summary>
    public Func<IServiceProvider, T, bool, CancellationToken, Task>? Saving { get; init; }

    /// <summary>Which records the actor may see at all, beyond the permission to view the register.</summary>
    public Func<IServiceProvider, IQueryable<T>, IQueryable<T>>? Visible { get; init; }

    public IReadOnlyList<Section> More { get; init; } = [];

    /// <summary>Further words by which the record is found by the search over everything.</summary>
    public Func<T, string>? AlsoFoundBy { get; init; }

    /// <summary>How closely a record is held; restricted where this is left out. The search over everything keeps to it.</summary>
    public Func<T, Classification>? HeldAs { get; init; }

    /// <summary><see cref="TitleOf"/>, compiled once: compiling costs more than a page does.</summary>
    internal Func<T, string>? TitleOfOne => field ??= TitleOf?.Compile();

    /// <summary><see cref="AgencyOf"/>, compiled once.</summary>
    internal Func<T, Guid?>? AgencyOfOne => field ??= AgencyOf?.Compile();

    public override IReadOnlyList<Field> Fields => Of;

    public override Field? Natural => Of.FirstOrDefault(item => item.Unique);

    public override IReadOnlyList<Section> Sections => More;

    /// <summary>
    /// For an operation that makes or changes a record without the form: its event and its search entry, with the save at hand. Whether the actor
    /// may, and whether the record keeps the rules, is the operation's to ask.
    /// </summary>
    public Task Keep(IServiceProvider services, T record, bool isNew, CancellationToken cancel, string? reason = null) => new RegisterWork<T>(this, services).Record(record, isNew, cancel, reason);

    internal override IRegisterWork Work(IServiceProvider services) => new RegisterWork<T>(this, services);
}
