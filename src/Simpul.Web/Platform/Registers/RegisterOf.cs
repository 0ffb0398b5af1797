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

    /// <summary>
    /// The agency whose record it is; null where it belongs to the government as a whole. An office whose permission reaches its own agency only
    /// sees and changes the records of that agency and of the units under it, and no others.
    /// </summary>
    public Expression<Func<T, Guid?>>? AgencyOf { get; init; }

    /// <summary>
    /// What is true of every record of the register, said to the database for a list whose order stands in another table: it finds by it the index that holds the
    /// records in that order.
    /// </summary>
    public Expression<Func<T, bool>>? Always { get; init; }

    /// <summary>How closely a record is held, where records of this register differ in it: it shows to those who are cleared for it.</summary>
    public Expression<Func<T, Classification>>? ClassificationOf { get; init; }

    /// <summary>The first order of the list: a field's key, with a minus for descending.</summary>
    public required string OrderedBy { get; init; }

    /// <summary>
    /// Puts into the record what follows from its fields, before reach and rules are asked: whose it is, where another record says that. It must
    /// change nothing else.
    /// </summary>
    public Func<IServiceProvider, T, CancellationToken, Task>? Settles { get; init; }

    /// <summary>Rules that look at the whole record or at others: what is wrong, field by field. Asked before a save.</summary>
    public Func<IServiceProvider, T, CancellationToken, Task<IReadOnlyList<Refusal>>>? Rules { get; init; }

    /// <summary>What else a save does, in the same transaction.</summary>
    public Func<IServiceProvider, T, bool, CancellationToken, Task>? Saving { get; init; }

    /// <summary>Which records the actor may see at all, beyond what permission, agency and classification say.</summary>
    public Func<IServiceProvider, IQueryable<T>, IQueryable<T>>? Visible { get; init; }

    /// <summary>
    /// The record of another register that each of these completes and shares its id with, loaded with it: an application completes its item of
    /// the architecture. What the form changes there is kept there, by <see cref="Saving"/>, and counts as a change of this record too.
    /// </summary>
    public Func<T, IRecord>? Completes { get; init; }

    /// <summary>Told of the record that was read for a page or the API, so that what is put around it need not read it again. It is not tracked.</summary>
    public Action<IServiceProvider, T>? Found { get; init; }

    public IReadOnlyList<Section> More { get; init; } = [];

    /// <summary>Further words by which the record is found by the search over everything.</summary>
    public Func<T, string>? AlsoFoundBy { get; init; }

    /// <summary><see cref="TitleOf"/>, compiled once: compiling costs more than a page does.</summary>
    internal Func<T, string>? TitleOfOne => field ??= TitleOf?.Compile();

    /// <summary><see cref="AgencyOf"/>, compiled once.</summary>
    internal Func<T, Guid?>? AgencyOfOne => field ??= AgencyOf?.Compile();

    public override IReadOnlyList<Field> Fields => Of;

    public override Field? Natural => Uniques.FirstOrDefault();

    public override IReadOnlyList<Section> Sections => More;

    /// <summary>
    /// For an operation that makes or changes a record without the form: its event and its search entry, with the save at hand. Whether the actor
    /// may, and whether the record keeps the rules, is the operation's to ask.
    /// </summary>
    public Task Keep(IServiceProvider services, T record, bool isNew, CancellationToken cancel, string? reason = null) => new RegisterWork<T>(this, services).Prepare(record, isNew, reason, cancel);

    internal override bool HasAgency => AgencyOf is not null;

    internal IEnumerable<Field<T>> Uniques => Of.Where(item => item.Unique);

    /// <summary>The field that names the record's agency, where one does: a refusal of reach is told there.</summary>
    internal Field<T>? AgencyField => AgencyOf is null ? null : Of.FirstOrDefault(item => item.Kind == FieldKind.Reference && item.Member == Narrowing.Member(AgencyOf));

    /// <summary><see cref="ClassificationOf"/>, compiled once.</summary>
    internal Func<T, Classification>? ClassificationOfOne => field ??= ClassificationOf?.Compile();

    internal override IRegisterWork Work(IServiceProvider services) => new RegisterWork<T>(this, services);

    internal override IEnumerable<string> Faults()
    {
        var keys = Of.Select(field => field.Key).ToHashSet(StringComparer.Ordinal);
        if (TitleOf is null && TitledBy.Count == 0)
        {
            yield return "neither TitleOf nor TitledBy";
        }
        foreach (var key in TitledBy.Append(OrderedBy.TrimStart('-')).Where(key => !keys.Contains(key)))
        {
            yield return $"{key} is none of its fields";
        }
        foreach (var field in Of.Where(field => field.Unique && field.UniqueBy is null))
        {
            yield return $"{field.Key} is Unique, which only text and personal data with a fingerprint can be";
        }
        foreach (var field in Of.Where(field => field.Searched && field.Kind is not (FieldKind.Text or FieldKind.LongText or FieldKind.Lines)))
        {
            yield return $"{field.Key} is Searched, which only text can be";
        }
        foreach (var field in Of.Where(field => field.Filtered && field.Kind is not (FieldKind.Choice or FieldKind.YesNo or FieldKind.Reference)))
        {
            yield return $"{field.Key} is Filtered, which only a choice, a yes or no and a reference can be";
        }
    }
}
