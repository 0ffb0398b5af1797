using Microsoft.AspNetCore.Mvc.RazorPages;
using Simpul.Web.Platform.Access;

namespace Simpul.Web.Modules.Workspace;

/// <summary>The rail as a page of its own, for a phone.</summary>
[SignedIn]
public sealed class MenuModel : PageModel;
