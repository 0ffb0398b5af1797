using System.Linq.Expressions;
using System.Reflection;

namespace Simpul.Web.Platform.Registers;

/// <summary>Reading and writing the property that a field of a declaration stands for.</summary>
internal static class FieldAccess
{
    /// <summary>
    /// The getter and the setter of the property; a conversion that the compiler put around it is seen through. Delegates of the property itself:
    /// compiling some hundreds of expressions took a third of a second of every start.
    /// </summary>
    public static (Func<T, TValue> Get, Action<T, TValue> Set) Access<T, TValue>(Expression<Func<T, TValue>> property)
    {
        var member = Narrowing.Property(property);
        return member.PropertyType == typeof(TValue)
            ? (member.GetMethod!.CreateDelegate<Func<T, TValue>>(), member.SetMethod!.CreateDelegate<Action<T, TValue>>())
            : ((Func<T, TValue>, Action<T, TValue>))required.MakeGenericMethod(typeof(T), member.PropertyType).Invoke(null, [member])!;
    }

    private static readonly MethodInfo required = typeof(FieldAccess).GetMethod(nameof(Required), BindingFlags.Static | BindingFlags.NonPublic)!;

    /// <summary>A date, a number or an id that the record must have takes its default when nothing was typed; the field's Required says so.</summary>
    private static (Func<T, TValue?> Get, Action<T, TValue?> Set) Required<T, TValue>(PropertyInfo member)
        where TValue : struct
    {
        var (get, set) = (member.GetMethod!.CreateDelegate<Func<T, TValue>>(), member.SetMethod!.CreateDelegate<Action<T, TValue>>());
        return (record => get(record), (record, value) => set(record, value.GetValueOrDefault()));
    }

    public static bool IsNullable(LambdaExpression property) =>
        new NullabilityInfoContext().Create(Narrowing.Property(property)).WriteState == NullabilityState.Nullable;
}
