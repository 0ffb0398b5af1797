using System.Linq.Expressions;
using Simpul.Web.Data;

namespace Simpul.Web.Platform.Registers;

/// <summary>A field of records of one type: how its value is read from a record, put into one, and asked of the database.</summary>
public sealed class Field<T> : Field
    where T : class, IRecord
{
    /// <summary>The property, for queries: x => x.Name.</summary>
    public required LambdaExpression Property { get; init; }

    public override string Member => Narrowing.Member(Property);

    public override Type MemberOf => Narrowing.MemberOf(Property);

    /// <summary>What is unique: the property itself or, for personal data, its fingerprint.</summary>
    public Expression<Func<T, string?>>? UniqueBy { get; init; }

    /// <summary>What is unique of a value that somebody typed.</summary>
    public Func<string, string?> UniqueOf { get; init; } = typed => typed;

    /// <summary>What is unique of the record.</summary>
    public string? UniqueIn(T record) => (unique ??= UniqueBy!.Compile())(record) is { Length: > 0 } value ? value : null;

    private Func<T, string?>? unique;

    /// <summary>The stored value as text that a form can hold and that reads back to the same value; several for lists.</summary>
    public required Func<T, IReadOnlyList<string>> Read { get; init; }

    /// <summary>Puts what was typed into the record; says what is wrong with it otherwise.</summary>
    public required Func<T, IReadOnlyList<string>, string?> Write { get; init; }

    /// <summary>This field as one of the records that lead to such a record: an application's name is its architecture item's name.</summary>
    /// <param name="listed">Whether it is a column of that list.</param>
    /// <param name="suggestHref">Where suggestions come from on that form, whose fields are others.</param>
    public Field<TFrom> Through<TFrom>(Expression<Func<TFrom, T>> step, bool listed, string? suggestHref = null)
        where TFrom : class, IRecord
    {
        var to = Narrowing.Property(step).GetMethod!.CreateDelegate<Func<TFrom, T>>();
        return new Field<TFrom>
        {
            Key = Key,
            Label = Label,
            Kind = Kind,
            Property = Narrowing.Through(step, Property),
            UniqueBy = UniqueBy is null ? null : (Expression<Func<TFrom, string?>>)Narrowing.Through(step, UniqueBy),
            UniqueOf = UniqueOf,
            Read = record => Read(to(record)),
            Write = (record, values) => Write(to(record), values),
            Help = Help,
            Cite = Cite,
            CitedBy = CitedBy,
            Required = Required,
            Listed = listed,
            Searched = Searched,
            Filtered = Filtered,
            Unique = Unique,
            Fixed = Fixed,
            Sortable = Sortable && listed,
            MaxLength = MaxLength,
            Choices = Choices,
            Closed = Closed,
            Refers = Refers,
            SuggestHref = suggestHref,
        };
    }
}
