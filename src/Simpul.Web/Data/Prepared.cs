using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Simpul.Web.Data;

/// <summary>
/// Questions that pages ask all the time, translated once for each database. To put a query together and to recognise it costs several times what the
/// database takes to answer it; a prepared one skips both. All that differs from one asking to the next is a parameter. Kept in a static field beside
/// the code that asks (decision 0202).
/// </summary>
internal static class Prepared
{
    /// <summary>All rows of a query. Rows are tracked unless the query says otherwise.</summary>
    public static Func<PlatformDb, TGiven, CancellationToken, Task<List<T>>> List<TGiven, T>(Expression<Func<PlatformDb, TGiven, IQueryable<T>>> query)
    {
        var made = new ByModel<Func<PlatformDb, TGiven, IAsyncEnumerable<T>>>(() => EF.CompileAsyncQuery(query));
        return (db, given, cancel) => Read(made.For(db)(db, given), cancel);
    }

    /// <inheritdoc cref="List{TGiven, T}(Expression{Func{PlatformDb, TGiven, IQueryable{T}}})"/>
    public static Func<PlatformDb, TFirst, TSecond, CancellationToken, Task<List<T>>> List<TFirst, TSecond, T>(Expression<Func<PlatformDb, TFirst, TSecond, IQueryable<T>>> query)
    {
        var made = new ByModel<Func<PlatformDb, TFirst, TSecond, IAsyncEnumerable<T>>>(() => EF.CompileAsyncQuery(query));
        return (db, first, second, cancel) => Read(made.For(db)(db, first, second), cancel);
    }

    /// <inheritdoc cref="List{TGiven, T}(Expression{Func{PlatformDb, TGiven, IQueryable{T}}})"/>
    public static Func<PlatformDb, TFirst, TSecond, TThird, CancellationToken, Task<List<T>>> List<TFirst, TSecond, TThird, T>(Expression<Func<PlatformDb, TFirst, TSecond, TThird, IQueryable<T>>> query)
    {
        var made = new ByModel<Func<PlatformDb, TFirst, TSecond, TThird, IAsyncEnumerable<T>>>(() => EF.CompileAsyncQuery(query));
        return (db, first, second, third, cancel) => Read(made.For(db)(db, first, second, third), cancel);
    }

    /// <summary>One answer: a count, whether there is any, or a single row, which the query ends with asking for.</summary>
    public static Func<PlatformDb, CancellationToken, Task<T>> One<T>(Expression<Func<PlatformDb, CancellationToken, T>> query)
    {
        var made = new ByModel<Func<PlatformDb, CancellationToken, Task<T>>>(() => EF.CompileAsyncQuery(query));
        return (db, cancel) => made.For(db)(db, cancel);
    }

    /// <inheritdoc cref="One{T}(Expression{Func{PlatformDb, CancellationToken, T}})"/>
    public static Func<PlatformDb, TGiven, CancellationToken, Task<T>> One<TGiven, T>(Expression<Func<PlatformDb, TGiven, CancellationToken, T>> query)
    {
        var made = new ByModel<Func<PlatformDb, TGiven, CancellationToken, Task<T>>>(() => EF.CompileAsyncQuery(query));
        return (db, given, cancel) => made.For(db)(db, given, cancel);
    }

    /// <inheritdoc cref="One{T}(Expression{Func{PlatformDb, CancellationToken, T}})"/>
    public static Func<PlatformDb, TFirst, TSecond, CancellationToken, Task<T>> One<TFirst, TSecond, T>(Expression<Func<PlatformDb, TFirst, TSecond, CancellationToken, T>> query)
    {
        var made = new ByModel<Func<PlatformDb, TFirst, TSecond, CancellationToken, Task<T>>>(() => EF.CompileAsyncQuery(query));
        return (db, first, second, cancel) => made.For(db)(db, first, second, cancel);
    }

    /// <inheritdoc cref="One{T}(Expression{Func{PlatformDb, CancellationToken, T}})"/>
    public static Func<PlatformDb, TFirst, TSecond, TThird, CancellationToken, Task<T>> One<TFirst, TSecond, TThird, T>(Expression<Func<PlatformDb, TFirst, TSecond, TThird, CancellationToken, T>> query)
    {
        var made = new ByModel<Func<PlatformDb, TFirst, TSecond, TThird, CancellationToken, Task<T>>>(() => EF.CompileAsyncQuery(query));
        return (db, first, second, third, cancel) => made.For(db)(db, first, second, third, cancel);
    }

    private static async Task<List<T>> Read<T>(IAsyncEnumerable<T> rows, CancellationToken cancel)
    {
        var list = new List<T>();
        await foreach (var row in rows.WithCancellation(cancel))
        {
            list.Add(row);
        }
        return list;
    }

    /// <summary>A compiled query holds one model for good, and a process may serve both databases: tests and benchmarks do.</summary>
    private sealed class ByModel<T>(Func<T> make)
        where T : class
    {
        private readonly ConditionalWeakTable<IModel, T> made = [];

        public T For(PlatformDb db) => made.GetValue(db.Model, _ => make());
    }
}
