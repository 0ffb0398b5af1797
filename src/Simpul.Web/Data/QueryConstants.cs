#pragma warning disable EF9100 // Experimental: decision 0252 says what is left out when it changes.
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Storage;

namespace Simpul.Web.Data;

/// <summary>
/// Works out what a query is made of (entity types, mappings, names of parameters) without writing native code for it. Some seven such constants are asked once for each query that is met for the first time;
/// the framework compiles every one of them. What itself contains code, which then runs for every row, is compiled as before.
/// </summary>
internal sealed class QueryConstants(
    ShapedQueryCompilingExpressionVisitorDependencies dependencies, RelationalShapedQueryCompilingExpressionVisitorDependencies relational, RelationalCommandBuilderDependencies commands)
    : RelationalLiftableConstantProcessor(dependencies, relational, commands)
{
    private readonly RelationalMaterializerLiftableConstantContext context = new(dependencies, relational, commands);

    protected override ConstantExpression InlineConstant(LiftableConstantExpression constant) => constant.ResolverExpression switch
    {
        var resolver when Code.IsIn(resolver.Body) => base.InlineConstant(constant),
        Expression<Func<RelationalMaterializerLiftableConstantContext, object>> resolver => Expression.Constant(resolver.Compile(preferInterpretation: true)(context), constant.Type),
        Expression<Func<MaterializerLiftableConstantContext, object>> resolver => Expression.Constant(resolver.Compile(preferInterpretation: true)(context), constant.Type),
        _ => base.InlineConstant(constant),
    };

    private sealed class Code : ExpressionVisitor
    {
        private bool found;

        public static bool IsIn(Expression expression)
        {
            var search = new Code();
            search.Visit(expression);
            return search.found;
        }

        protected override Expression VisitLambda<T>(Expression<T> node)
        {
            found = true;
            return node;
        }
    }
}
