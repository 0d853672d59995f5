Contained in this jar, under the packages of io.stripejdbc.shaded, with the licence of each.
Texts: META-INF/LICENSE (Apache-2.0), META-INF/licenses (BSD-3-Clause, MIT), META-INF/*-LICENSE.

<#list dependencyMap as entry>
${entry.getKey().getArtifactId()} ${entry.getKey().getVersion()} (${entry.getKey().getGroupId()}): <#list entry.getValue() as licence>${licence}<#sep> or </#sep></#list>
</#list>
