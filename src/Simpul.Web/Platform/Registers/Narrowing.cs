using System.Linq.Expressions;
using System.Reflection;

namespace Simpul.Web.Platform.Registers;

/// <summary>
/// Conditions and orders of queries, composed from the expressions of a declaration. Values reach the database as parameters: each query is
/// compiled once, whatever people look for.
/// </summary>
internal static class Narrowing
{
    /// <summary>Name of the property that an expression of a declaration stands for.</summary>
    public static string Member(LambdaExpression property) => Property(property).Name;

    /// <summary>That property itself.</summary>
    public static PropertyInfo Property(LambdaExpression property) => (PropertyInfo)Bare(property.Body).Member;

    /// <summary>The type whose property that is.</summary>
    public static Type MemberOf(LambdaExpression property) => Bare(property.Body).Expression!.Type;

    /// <summary>record => property == value; null where no value of the property is meant.</summary>
    public static Expression<Func<T, bool>>? Is<T>(LambdaExpression property, string value)
    {
        var (record, member) = On<T>(property);
        var type = Nullable.GetUnderlyingType(member.Type) ?? member.Type;
        object? wanted = type.IsEnum ? (Enum.TryParse(type, value, out var parsed) && Enum.IsDefined(type, parsed) ? parsed : null)
            : type == typeof(Guid) ? (Guid.TryParse(value, out var id) ? id : null)
            : type == typeof(bool) ? (bool.TryParse(value, out var answer) ? answer : null)
            : value;
        return wanted is null ? null : Expression.Lambda<Func<T, bool>>(Expression.Equal(member, Given(wanted, member.Type)), record);
    }

    /// <summary>record => values.Contains(property).</summary>
    public static Expression<Func<T, bool>> Among<T, TValue>(Expression<Func<T, TValue>> property, IReadOnlyCollection<TValue> values)
    {
        var record = property.Parameters[0];
        List<TValue> list = [.. values];
        return Expression.Lambda<Func<T, bool>>(Expression.Call(typeof(Enumerable), nameof(Enumerable.Contains), [typeof(TValue)], Given(list, typeof(List<TValue>)), property.Body), record);
    }

    /// <summary>record => ids.Contains(property), where ids is a query.</summary>
    public static Expression<Func<T, bool>> Among<T>(LambdaExpression property, IQueryable<Guid> ids)
    {
        var (record, member) = On<T>(property);
        Expression id = member.Type == typeof(Guid) ? member : Expression.Property(member, nameof(Nullable<Guid>.Value));
        return Expression.Lambda<Func<T, bool>>(Expression.Call(typeof(Queryable), nameof(Queryable.Contains), [typeof(Guid)], ids.Expression, id), record);
    }

    /// <summary>Ordered by a property; records of equal value in the order in which they were made.</summary>
    /// <param name="ranked">Whether a property of an enumeration is ordered by its values and not by their names; no index helps with that.</param>
    public static IQueryable<T> Ordered<T>(IQueryable<T> records, LambdaExpression property, bool descending, bool ranked)
    {
        var (record, member) = On<T>(property);
        var by = ranked && member.Type.IsEnum ? Rank(member) : member;
        return records.Provider.CreateQuery<T>(Expression.Call(
            typeof(Queryable), descending ? nameof(Queryable.OrderByDescending) : nameof(Queryable.OrderBy), [typeof(T), by.Type],
            records.Expression, Expression.Quote(Expression.Lambda(by, record))));
    }

    /// <summary>record => the place of the property's value among the values of its enumeration. Kept by their names, they would be ordered by the alphabet: critical, high, low.</summary>
    public static Expression<Func<T, int>> Rank<T, TEnum>(Expression<Func<T, TEnum>> property)
        where TEnum : struct, Enum => Expression.Lambda<Func<T, int>>(Rank(property.Body), property.Parameters[0]);

    private static Expression Rank(Expression member)
    {
        var values = Enum.GetValues(member.Type).Cast<object>().Distinct().ToList();
        Expression rank = Expression.Constant(values.Count - 1);
        for (var at = values.Count - 2; at >= 0; at--)
        {
            rank = Expression.Condition(Expression.Equal(member, Expression.Constant(values[at], member.Type)), Expression.Constant(at), rank);
        }
        return rank;
    }

    private static (ParameterExpression Record, MemberExpression Member) On<T>(LambdaExpression property)
    {
        var record = Expression.Parameter(typeof(T), "record");
        return (record, (MemberExpression)new Put(property.Parameters[0], record).Visit(Bare(property.Body)));
    }

    /// <summary>record => property(step(record)): a property of a record that another one leads to.</summary>
    public static LambdaExpression Through<T, TStep>(Expression<Func<T, TStep>> step, LambdaExpression property) =>
        Expression.Lambda(new Put(property.Parameters[0], step.Body).Visit(property.Body), step.Parameters[0]);

    /// <summary>Puts an expression where a parameter stood.</summary>
    private sealed class Put(ParameterExpression parameter, Expression given) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == parameter ? given : base.VisitParameter(node);
    }

    /// <summary>Without a conversion that the compiler put around it.</summary>
    private static MemberExpression Bare(Expression body) => (MemberExpression)(body is UnaryExpression { NodeType: ExpressionType.Convert } convert ? convert.Operand : body);

    private static UnaryExpression Given(object value, Type type) =>
        Expression.Convert(Expression.Property(Expression.Constant(new Box(value)), nameof(Box.Value)), type);

    private sealed record Box(object Value);
}
